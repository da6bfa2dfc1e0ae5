"""A copy of the project in an empty folder, where whole pipelines are run as a user runs them."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
# Written where every Python of the run starts: a connection to anything but this machine ends it.
GUARD = """
import sys

def _guard(event, arguments):
    if event == "socket.connect":
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else "a local socket"
        if host not in ("127.0.0.1", "::1", "localhost", "a local socket"):
            sys.stderr.write("CONNECTION ATTEMPTED\\n")
            raise ConnectionRefusedError("no run opens a connection")
    here = (None, "", "127.0.0.1", "::1", "localhost")
    if event == "socket.getaddrinfo" and arguments[0] not in here:
        sys.stderr.write("LOOK-UP ATTEMPTED\\n")
        raise ConnectionRefusedError("no run looks up a host")

sys.addaudithook(_guard)
"""


@dataclass(frozen=True)
class Project:
    """A project folder of its own, with git and DVC, and no way to the network."""

    folder: Path

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a program of this environment inside the folder."""
        programs = Path(sys.executable).parent
        path = f"{programs}{os.pathsep}{os.environ['PATH']}"
        environment = os.environ | {"PATH": path, "PYTHONPATH": str(self.folder / ".guard")}
        environment.pop("MLFLOW_TRACKING_URI", None)
        return subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )

    def make(self, **source: str) -> subprocess.CompletedProcess[str]:
        """What `make run` runs."""
        options = [part for name, value in source.items() for part in (f"--{name}", value)]
        return self.run("python", "-m", "pipelines.run", *options)

    def set(self, **changes: object) -> None:
        """Change parameters: section__name=value."""
        yaml, path = YAML(), self.folder / "params.yaml"
        params = yaml.load(path.read_text(encoding="utf-8"))
        for name, value in changes.items():
            section, key = name.split("__")
            params[section][key] = value
        with path.open("w", encoding="utf-8") as file:
            yaml.dump(params, file)

    def source(self) -> str:
        """The profile that the next run reads."""
        text = (self.folder / "params.yaml").read_text(encoding="utf-8")
        return str(YAML(typ="safe").load(text)["source"]["profile"])

    def hashes(self) -> dict[str, str]:
        """Path and content hash of every output of the last run."""
        lock = YAML(typ="safe").load((self.folder / "dvc.lock").read_text(encoding="utf-8"))
        outs = [out for stage in lock["stages"].values() for out in stage.get("outs", [])]
        return {out["path"]: out["md5"] for out in outs}


def copy_of_project(folder: Path) -> Project:
    """Copy what git tracks or would track, and commit it."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    (folder / "dvc.lock").unlink(missing_ok=True)
    (folder / ".guard").mkdir()
    (folder / ".guard" / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    (folder / ".git" / "info").mkdir(parents=True, exist_ok=True)
    git = ["git", "-c", "user.name=test", "-c", "user.email=test@localhost"]
    subprocess.run([*git, "init", "-q"], cwd=folder, check=True)
    (folder / ".git" / "info" / "exclude").write_text(".guard/\n", encoding="utf-8")
    subprocess.run([*git, "add", "-A"], cwd=folder, check=True)
    subprocess.run([*git, "commit", "-qm", "a copy"], cwd=folder, check=True)
    return Project(folder)


@pytest.fixture(scope="session")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project whose demo is small and whose race is short, run once from nothing."""
    project = copy_of_project(tmp_path_factory.mktemp("small"))
    project.set(
        demo__assessments=4000,
        demo__audits=900,
        train__candidates=["unsupervised", "prior_logistic", "logistic"],
        train__folds=2,
        train__learning_curve=[100],
        train__repeats=1,
        evaluate__draws=200,
    )
    ran = project.make()
    assert ran.returncode == 0, ran.stdout + ran.stderr
    (project.folder / "first_run.txt").write_text(ran.stdout + ran.stderr, encoding="utf-8")
    return project


@pytest.fixture
def small(first_run: Project) -> Project:
    """The small project, brought back to its demo records by whichever test left them."""
    if not first_run.source().endswith("demo.yaml"):
        back = first_run.make(source="demo")
        assert back.returncode == 0, back.stdout + back.stderr
    return first_run
