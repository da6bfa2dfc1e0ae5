"""Faults that are no kill: disk, files, clock, two runs, signals, a moved folder, the store."""

import os
import random
import resource
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.faults.project import TIMEOUT, Ended, Project, kill_group, remove
from benchmarks.faults.store_faults import BEFORE, locked
from benchmarks.fuzz.damage import BYTES

Broken = tuple[str, Project, Ended | None]
CLOCK = "import time\n_now = time.time\ntime.time = lambda: _now() + {seconds}\n"
OUTS = ("data/05_scores/scores.parquet", "data/07_worklist/lists.json", "data/04_model/model.skops")


def _write(name: str, change: Callable[[bytes], bytes]) -> Callable[[Project], None]:
    def damage(project: Project) -> None:
        path = project.folder / name
        path.chmod(0o600)
        path.write_bytes(change(path.read_bytes()))

    return damage


def _in_cache(name: str) -> Callable[[Project], None]:
    """Flip bits of an output and of every cached file as large."""

    def damage(project: Project) -> None:
        rng = random.Random(3)  # noqa: S311 - damage, no secret
        path = project.folder / name
        content = path.read_bytes()
        for file in (path, *(project.folder / ".dvc/cache/files").rglob("*")):
            if file.is_file() and file.read_bytes() == content:
                file.chmod(0o600)
                file.write_bytes(BYTES["bits flipped"](content, rng))

    return damage


def _gone(name: str) -> Callable[[Project], None]:
    return lambda project: remove(project.folder / name)


FILES: dict[str, Callable[[Project], None]] = {
    "dvc.lock empty": _write("dvc.lock", lambda content: b""),  # noqa: ARG005
    "dvc.lock cut short": _write("dvc.lock", lambda content: content[: len(content) // 2]),
    "dvc.lock of junk": _write("dvc.lock", lambda content: b"\x00\xff{"),  # noqa: ARG005
    "dvc.lock gone": lambda project: remove(project.folder / "dvc.lock"),
    "list of readers cut short": lambda project: _text(project, ".dvc/tmp/rwlock", '{"a": {'),
    "cache gone": lambda project: remove(project.folder / ".dvc/cache"),
    "state of DVC gone": lambda project: remove(project.folder / ".dvc/tmp"),
    "a foreign file among lists": lambda project: _text(project, "data/07_worklist/x.csv", "a"),
    "a file in place of a folder": lambda project: _file_for(project, "data/06_evaluation"),
    **{f"{name} cut short": _write(name, lambda content: content[:50]) for name in OUTS},
    **{f"{name} flipped, in the cache too": _in_cache(name) for name in OUTS},
    **{f"{name} gone": _gone(name) for name in OUTS},
}


def other_faults(project: Project, folder: Path) -> Iterator[Broken]:
    """Each fault on a copy of its own: its name, the copy, how a run under it ended."""
    for name, change in FILES.items():
        copy = project.copy(folder)
        change(copy)
        yield name, copy, None
    for name, change in BEFORE.items():
        copy = project.copy(folder)
        copy.forget("register")
        change(copy)
        yield name, copy, copy.make()
    for name, run in RUNS.items():
        copy = project.copy(folder)
        copy.forget("check", "score", "register")
        yield name, copy, run(copy)


def _limited(size: int) -> Callable[[Project], Ended]:
    def run(project: Project) -> Ended:
        def limit() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        return project.make(preexec_fn=limit)

    return run


def _signalled(number: int, after: float) -> Callable[[Project], Ended]:
    def run(project: Project) -> Ended:
        with project.start("python", "-m", "pipelines.run", preexec_fn=_hear_signals) as running:
            time.sleep(after)
            os.killpg(running.pid, number)
            try:
                output, _ = running.communicate(timeout=TIMEOUT)
            except subprocess.TimeoutExpired:
                kill_group(running.pid)
                return Ended(None, running.communicate()[0])
        return Ended(running.returncode, output)

    return run


def _hear_signals() -> None:
    """Take Ctrl-C as a person's terminal gives it: what runs in the background ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _clock(seconds: int) -> Callable[[Project], Ended]:
    def run(project: Project) -> Ended:
        _text(project, ".guard/sitecustomize.py", CLOCK.format(seconds=seconds))
        return project.make(environment={"PYTHONPATH": str(project.folder / ".guard")})

    return run


def _two(project: Project) -> Ended:
    first = project.start("python", "-m", "pipelines.run")
    second = project.make()
    output, _ = first.communicate(timeout=300)
    both = {first.returncode, second.code}
    return Ended(2 if both == {0, 2} else max(both, key=str), f"next: {second.output} {output}")


def _vanishing(project: Project) -> Ended:
    with project.start("python", "-m", "pipelines.run") as running:
        for line in running.stdout or ():
            if line.startswith("Running stage 'check'"):
                break
        time.sleep(1.0)
        remove(project.folder / "data/01_raw/demo/contacts.parquet")
        output, _ = running.communicate(timeout=300)
    return Ended(running.returncode, output)


def _held(project: Project) -> Ended:
    with locked(project):
        return project.make()


RUNS: dict[str, Callable[[Project], Ended]] = {
    "files of at most 20 kB": _limited(20_000),
    "files of at most 300 kB": _limited(300_000),
    "Ctrl-C after 3 s": _signalled(signal.SIGINT, 3),
    "Ctrl-C after 8 s": _signalled(signal.SIGINT, 8),
    "ended politely after 6 s": _signalled(signal.SIGTERM, 6),
    "hung up after 6 s": _signalled(signal.SIGHUP, 6),
    "clock ten years ahead": _clock(315_360_000),
    "clock in 2001": _clock(-788_000_000),
    "two runs at once": _two,
    "records vanish while they are read": _vanishing,
    "store locked": _held,
}


def _text(project: Project, name: str, text: str) -> None:
    (project.folder / name).parent.mkdir(parents=True, exist_ok=True)
    (project.folder / name).write_text(text, encoding="utf-8")


def _file_for(project: Project, name: str) -> None:
    remove(project.folder / name)
    _text(project, name, "a file")
