"""A small copy of the project in a folder of its own, run as a person runs it."""

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
SMALL: dict[str, dict[str, Any]] = {
    "demo": {"assessments": 500, "audits": 150},
    "train": {"candidates": ["prior_logistic"], "folds": 2, "learning_curve": [50], "repeats": 1},
    "evaluate": {"draws": 20},
}
MADE: tuple[str, ...] = (
    "01_raw",
    "02_checked",
    "03_features",
    "04_model",
    "05_scores",
    "06_evaluation",
)
MADE += ("06_performance", "07_urgent", "07_worklist", "08_published")
TIMEOUT = 300
INTERRUPTED = 130
KEY = "0" * 64  # the same bytes on any machine, and no key file


@dataclass(frozen=True)
class Ended:
    """How a command ended; ``code`` is None where it did not end in time."""

    code: int | None
    output: str

    @property
    def refused(self) -> bool:
        """Whether it refused in words: exit code 2, a way out, no traceback."""
        return self.code == 2 and "next:" in self.output and "Traceback" not in self.output

    @property
    def in_words(self) -> bool:
        """Whether it ended well, was refused in words, or ended at once when a signal said so."""
        signalled = self.code is not None and (self.code == INTERRUPTED or self.code < 0)
        return "Traceback" not in self.output and (self.refused or signalled or self.code == 0)


@dataclass(frozen=True)
class Project:
    """A checkout with its own git, DVC cache and MLflow store."""

    folder: Path

    def start(self, *command: str, **options: Any) -> subprocess.Popen[str]:
        """Start a program of this environment, the leader of a process group of its own."""
        programs = Path(sys.executable).parent
        environment = os.environ | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
        environment.pop("MLFLOW_TRACKING_URI", None)
        environment["COUNTERSIGN_KEY"] = KEY
        environment |= options.pop("environment", {})
        return subprocess.Popen(
            command, cwd=self.folder, env=environment, start_new_session=True, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, **options,
        )  # fmt: skip

    def run(self, *command: str, timeout: float = TIMEOUT, **options: Any) -> Ended:
        """Run a program to its end."""
        with self.start(*command, **options) as running:
            try:
                output, _ = running.communicate(timeout=timeout)
            except subprocess.TimeoutExpired:
                kill_group(running.pid)
                return Ended(None, running.communicate()[0])
        return Ended(running.returncode, output)

    def make(self, **options: Any) -> Ended:
        """What `make run` runs."""
        return self.run("python", "-m", "pipelines.run", **options)

    def products(self) -> dict[str, str]:
        """Path and content hash of every file that stages make, MLflow's copy left out."""
        files = [file for name in MADE for file in (self.folder / "data" / name).rglob("*")]
        files += [self.folder / "summary.json"]
        return {
            file.relative_to(self.folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in files
            if file.is_file()
        }

    def forget(self, *stages: str) -> None:
        """Take away what the stages made, and all that DVC remembers of it."""
        lock = self.folder / "dvc.lock"
        content = YAML(typ="safe").load(lock.read_text(encoding="utf-8"))
        for stage in stages:
            for out in content["stages"].pop(stage)["outs"]:
                remove(self.folder / out["path"])
                remove(self.folder / ".dvc/cache/files/md5" / out["md5"][:2] / out["md5"][2:])
        with lock.open("w", encoding="utf-8") as file:
            YAML().dump(content, file)
        remove(self.folder / ".dvc/cache/runs")

    def copy(self, folder: Path) -> "Project":
        """The whole project once more, in another folder."""
        remove(folder)
        shutil.copytree(self.folder, folder, symlinks=True)
        return Project(folder)


def kill_group(leader: int) -> None:
    """End a process and all that it started, as a power cut does."""
    try:
        os.killpg(leader, 9)
    except ProcessLookupError:
        return


def remove(path: Path) -> None:
    """Remove a file or a folder, whether or not it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def small_project(folder: Path) -> Project:
    """What git tracks or would track, with little of everything, committed and run once."""
    listed = ("git", "ls-files", "-co", "--exclude-standard", "-z")
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file() and name != "dvc.lock":
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    yaml, path = YAML(), folder / "params.yaml"
    content = yaml.load(path.read_text(encoding="utf-8"))
    for section, values in SMALL.items():
        content[section].update(values)
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(content, file)
    git = ("git", "-c", "user.name=faults", "-c", "user.email=faults@localhost")
    for step in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "a small copy"]):
        subprocess.run([*git, *step], cwd=folder, check=True)
    project = Project(folder)
    ended = project.make()
    if ended.code != 0:
        raise RuntimeError(ended.output)
    (folder / "first_run.txt").write_text(ended.output, encoding="utf-8")
    return project
