"""Two whole runs of the same records in unlike surroundings, and where their identities end up."""

import os
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.journeys.canaries import RECORDS, plant, seen_in
from tests.journeys.conftest import copy_of_project

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("privacy")]
THREADS = ("OMP", "OPENBLAS", "MKL", "BLIS", "NUMEXPR")
ONE = {"TZ": "UTC", "LC_ALL": "C.UTF-8", **{f"{name}_NUM_THREADS": "1" for name in THREADS}}
OTHER = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "7",
    **{f"{name}_NUM_THREADS": "2" for name in THREADS},
}
SMALL = {
    "demo__assessments": 1500,
    "demo__audits": 450,
    "train__candidates": ["prior_logistic", "boosted"],
    "train__folds": 2,
    "train__repeats": 1,
    "train__learning_curve": [100],
    "evaluate__draws": 100,
    "source__path": "data/01_raw/given",
}
NOT_OURS = (".git/", ".guard/", "tests/")
COMMANDS = (
    ("pipelines.verify", "data/08_published"),
    ("pipelines.verify", "data/04_model"),
    ("pipelines.compare",),
    ("pipelines.audits", "--number", "10"),
    ("pipelines.why", "p-A0000001"),
    ("pipelines.freeze",),
    ("pipelines.returns", "no-such-file.xlsx"),
    ("pipelines.promote", "HEAD"),
)


@dataclass(frozen=True)
class Ran:
    """A project after its run, everything that was printed, and the folder of temporary files."""

    folder: Path
    printed: str
    code: int


def no_route() -> list[str]:
    """What puts a command into a network of its own without a way out; empty where that fails."""
    prefix = ["unshare", "--map-root-user", "--net"]
    found = shutil.which("unshare")
    tried = found and subprocess.run([*prefix, "true"], capture_output=True, check=False)
    return prefix if tried and tried.returncode == 0 else []


def whole_run(folder: Path, surroundings: dict[str, str], umask: int, prefix: list[str]) -> Ran:
    """Make the demo's records, plant identities in them, and run everything and each command."""
    folder.mkdir()
    project = copy_of_project(folder)
    project.set(**SMALL)
    (folder / "tmp").mkdir()
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | surroundings
    environment |= {"PATH": programs, "PYTHONPATH": str(folder / ".guard")}
    environment |= {"TMPDIR": str(folder / "tmp")}
    environment.pop("MLFLOW_TRACKING_URI", None)

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*prefix, "python", "-m", *command],
            cwd=folder, env=environment, umask=umask, capture_output=True, text=True, check=False,
        )  # fmt: skip

    raw = folder / "data" / "01_raw"
    made = run("pipelines.demo", "--folder", str(raw / "demo"), "--truth", str(raw / "demo_truth"))
    plant(raw / "demo", raw / "given")
    ran = run("pipelines.run")
    others = [run(*command) for command in COMMANDS] if ran.returncode == 0 else []
    printed = "".join(one.stdout + one.stderr for one in (made, ran, *others))
    return Ran(folder, printed, ran.returncode)


@pytest.fixture(scope="module")
def one(tmp_path_factory) -> Ran:
    return whole_run(tmp_path_factory.mktemp("here") / "project", ONE, 0o022, [])


@pytest.fixture(scope="module")
def other(tmp_path_factory) -> Ran:
    place = tmp_path_factory.mktemp("there") / "a project elsewhere"
    return whole_run(place, OTHER, 0o000, no_route())


def test_the_run_comes_to_its_end(one):
    assert one.code == 0, one.printed
    assert "Traceback" not in one.printed, one.printed


def test_no_identity_stands_where_records_do_not(one):
    assert "zqcanary" not in one.printed.lower()

    places = seen_in(one.folder)
    kept = {place for place in places if place.startswith(RECORDS)}
    cached = {place for place in places if place.startswith(".dvc/cache/files/")}
    found = {
        place: marks
        for place, marks in places.items()
        if place not in kept | cached and not place.startswith((*NOT_OURS, "audit_draws/"))
    }
    assert found == {}
    assert any(place.startswith("data/02_checked/tables/") for place in kept), "nothing was planted"


def test_the_cache_holds_identities_only_in_copies_of_records(one):
    records = {
        path.read_bytes()
        for path in (one.folder / "data").rglob("*")
        if path.is_file() and path.relative_to(one.folder).as_posix().startswith(RECORDS)
    }
    places = [place for place in seen_in(one.folder) if place.startswith(".dvc/cache/files/")]

    others = [place for place in places if (one.folder / place).read_bytes() not in records]

    assert others == []


def test_nothing_temporary_is_left(one, other):
    for ran in (one, other):
        assert [path.name for path in (ran.folder / "tmp").iterdir()] == []
        assert [path.name for path in ran.folder.rglob("*.unfinished")] == []


@pytest.mark.parametrize("which", ["one", "other"])
def test_what_a_run_leaves_is_its_owners_alone_whatever_the_umask(which, request):
    folder = request.getfixturevalue(which).folder
    made = [
        path
        for name in ("data", "mlruns", "audit_draws", "returns")
        for path in (folder / name).rglob("*")
        if path.parts[len(folder.parts) :][:2]
        not in {("data", "00_nothing_yet"), ("data", "README.md")}
        and "01_raw" not in path.parts
    ]
    made += [folder / name for name in ("data", ".dvc/cache", ".dvc/tmp", "mlflow.db")]

    open_to_others = [
        f"{path.relative_to(folder)}: {stat.S_IMODE(path.stat().st_mode):o}"
        for path in made
        if path.exists() and path.stat().st_mode & 0o077
    ]

    assert open_to_others == []


def test_the_same_records_give_the_same_bytes_in_other_surroundings(one, other):
    """Path, umask, time zone, locale, hash seed, threads of every library, network."""
    assert other.code == 0, other.printed
    first, second = (
        {
            path.relative_to(ran.folder).as_posix(): path.read_bytes()
            for path in sorted((ran.folder / "data").rglob("*"))
            if path.is_file()
        }
        for ran in (one, other)
    )

    assert first.keys() == second.keys()
    assert [name for name, content in first.items() if second[name] != content] == []


def test_no_command_opens_a_connection_where_there_is_no_route(other):
    if not no_route():
        pytest.skip("no network namespace can be made here: unshare --map-root-user --net")

    assert other.code == 0, other.printed
    assert "ATTEMPTED" not in other.printed
    assert "every file is as it was signed" in other.printed
