"""The commands of the guide for data scientists in its order: audits, promotion, a second person.

The commands are read from the page, so that the page is what is tried.
"""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest

from tests.journeys.conftest import Project

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journey")]
GUIDE = Path(__file__).parents[2] / "docs/guide-for-data-scientists.md"
NEW = 60  # audits that come in between
RECORDS = "data/01_raw/mine"


def blocks(heading):
    """The shell blocks of a section of the guide."""
    text = GUIDE.read_text(encoding="utf-8")
    section = text[text.index(f"## {heading}") :].split("\n## ")[0]
    return re.findall(r"```sh\n(.*?)```", section, re.DOTALL)


def do(project, commands, **stands_for):
    """Run the commands of a block as typed, `make` by what it runs; what they printed."""
    printed = ""
    for line in commands.splitlines():
        command = line.split("  #")[0].strip()
        for word, value in stands_for.items():
            command = command.replace(word, str(value))
        if not command or command.startswith("#"):
            continue
        ran = project.run("sh", "-c", without_make(command))
        printed += ran.stdout + ran.stderr
        assert ran.returncode == 0, f"{command}\n{ran.stdout}{ran.stderr}"
    return printed


def without_make(command):
    """`make run A=b` as the program that it starts: `make` itself would set up an environment."""
    if not command.startswith("make "):
        return command
    target, *settings = shlex.split(command)[1:]
    named = dict(setting.split("=", 1) for setting in settings)
    options = {"PROFILE": "--profile", "SOURCE_DIR": "--folder", "SOURCE": "--source", "RUN": ""}
    words = [word for name, value in named.items() for word in (options[name], value) if word]
    return shlex.join(["python", "-m", f"pipelines.{target}", *words])


def audits_of(project):
    return pd.read_parquet(project.folder / "data/02_checked/tables/audits.parquet")


@pytest.fixture(scope="module")
def service(first_run, tmp_path_factory):
    """A small project with its demo run, whose records are then a copy under version."""
    folder = tmp_path_factory.mktemp("retraining") / "service"
    shutil.copytree(first_run.folder, folder, symlinks=True)
    shutil.copytree(folder / "data/01_raw/demo", folder / RECORDS)
    return configured(Project(folder))


def configured(project):
    for name, value in (("user.name", "A"), ("user.email", "a@localhost")):
        project.run("git", "config", name, value)
    return project


@pytest.fixture(scope="module")
def before_and_after():
    """The loop's commands up to the new audits, and after them."""
    [loop, *_] = blocks("The loop: new audits have come")
    first, second = re.split(r"^\s*# 1\. append.*\n", loop, flags=re.MULTILINE)
    return first, second


@pytest.fixture(scope="module")
def recorded(service, before_and_after):
    """The service with its first run committed."""
    do(service, before_and_after[0])
    return service


@pytest.fixture(scope="module")
def refitted(recorded, before_and_after):
    """The service with new audits learned from, and what the second half of the loop printed."""
    file = recorded.folder / RECORDS / "audits.parquet"
    audits = pd.read_parquet(file)
    assessments = pd.read_parquet(recorded.folder / RECORDS / "assessments.parquet")
    free = assessments[~assessments["assessment_id"].isin(audits["assessment_id"])].tail(NEW)
    new = audits.tail(NEW).assign(
        assessment_id=free["assessment_id"].to_numpy(),
        audit_id=[f"NEW{place:03d}" for place in range(NEW)],
    )
    pd.concat([audits, new], ignore_index=True).to_parquet(file)
    return recorded, do(recorded, before_and_after[1])


def test_the_run_and_its_records_are_committed_and_nothing_else_changed(recorded):
    changed = recorded.run("git", "status", "--porcelain", "--untracked-files=no")
    kept = recorded.run("git", "ls-files", "data/01_raw")

    assert changed.stdout == ""
    assert kept.stdout.split() == [f"{RECORDS}.dvc"]


def test_new_audits_are_learned_from_and_compared_with_the_run_before(refitted):
    service, printed = refitted

    learned = len(audits_of(service))
    assert re.search(rf"audited +{learned - NEW:,} +{learned:,} +\+{NEW}", printed), printed
    assert "audited cases that both predicted" in printed
    assert (service.folder / "data/compare.html").is_file()


def test_promotion_goes_forth_and_back(refitted):
    service, _ = refitted
    promote, *_ = [block for block in blocks("MLflow") if "make promote" in block]
    forth, back = (line for line in promote.splitlines() if line.startswith("make promote"))

    first = service.run("sh", "-c", "git stash -q; python -m pipelines.promote HEAD~1")
    then = do(service, forth)
    before = do(service, back)
    recipe = (service.folder / "champion.yaml").read_text(encoding="utf-8")
    service.run("git", "checkout", "-q", "champion.yaml")  # later tests go on from before it

    assert "dvc.lock here describes another run" in first.stderr
    assert "is the champion" in then
    assert "is the champion" in before
    assert "candidate: " in recipe


def test_going_back_to_a_commit_brings_back_its_records_and_computes_nothing(refitted):
    service, _ = refitted
    learned = len(audits_of(service))
    service.run("git", "checkout", "-q", "HEAD~1")
    service.run("dvc", "checkout")
    ran = service.make()
    earlier = len(audits_of(service))
    service.run("git", "checkout", "-q", "-")
    service.run("dvc", "checkout")

    assert "Nothing to do" in ran.stdout, ran.stdout + ran.stderr
    assert (earlier, len(audits_of(service))) == (learned - NEW, learned)


def test_a_change_that_is_not_wanted_is_taken_back_as_the_guide_says(refitted):
    service, _ = refitted
    before = service.hashes()
    [_, back, *_] = blocks("The loop: new audits have come")
    service.set(rank__cases_per_list=7)
    assert service.make().returncode == 0
    assert service.hashes() != before

    do(service, back)

    assert service.hashes() == before
    assert "Nothing to do" in service.make().stdout


def test_a_colleague_clones_pulls_runs_nothing_again_compares_and_can_promote(refitted, tmp_path):
    service, _ = refitted
    share, fetch = blocks("A second person")
    do(service, share, FOLDER=tmp_path / "remote", **{"git push": "true"})
    colleague = configured(Project(clone(service, tmp_path / "countersign")))
    commands = fetch.partition(". .venv/bin/activate\n")[2]

    printed = do(colleague, commands)
    metrics = colleague.run("dvc", "metrics", "diff", "HEAD~2")
    refused = colleague.run("python", "-m", "pipelines.promote", "HEAD")
    colleague.run("dvc", "repro", "--single-item", "--force", "register")
    promoted = colleague.run("python", "-m", "pipelines.promote", "HEAD")

    assert "Nothing to do" in printed
    assert "0 entered, 0 left" in printed
    assert colleague.hashes() == service.hashes()
    assert "average_precision" in metrics.stdout
    assert "dvc repro --single-item --force register" in refused.stderr
    assert "is the champion" in promoted.stdout, promoted.stderr


def clone(service, folder):
    subprocess.run(["git", "clone", "-q", service.folder, folder], check=True)
    shutil.copytree(service.folder / ".guard", folder / ".guard")
    return folder
