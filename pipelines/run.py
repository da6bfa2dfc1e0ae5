"""`make run`: chooses the source, reproduces every stage, and shows the top of one team's list."""

import argparse
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from contracts.errors import InputError
from pipelines.running.exclusive import end_with_parent, only_run
from pipelines.running.keys import settle_keys
from pipelines.running.lock import damaged, recorded
from pipelines.running.outputs import close_places
from pipelines.running.params.for_now import restore_parameters
from pipelines.running.params.preflight import check_before_running
from pipelines.running.params.source_choice import choose_source
from pipelines.running.repair_outputs import run_whole

INTERRUPTED = 130
PATIENCE = 30.0  # seconds for a stage to end after Ctrl-C
NOT_FINISHED = (
    "Not finished, for the reason above; what was finished is kept. "
    "next: put that right (or make room on the disk), then make run"
)
NOT_TRACKED = (
    "Missing: this run is not in MLflow, for the reason above; the lists are whole. "
    "next: do what it says, then make run"
)
STOPPED = "Stopped. What was finished is kept: make run goes on from there."


def main() -> None:
    """Run the pipeline on the chosen source; exit code 2 for a mistake that a person can mend."""
    try:
        options = _parser().parse_args()
        with only_run():
            restore_parameters()
            choose_source(options.source, options.folder, options.profile)
            check_before_running()
            code = run_whole(reproduce)
    except InputError as refusal:
        print(refusal, file=sys.stderr)
        raise SystemExit(2) from None
    except KeyboardInterrupt:
        print(f"\n{STOPPED}", file=sys.stderr)
        raise SystemExit(INTERRUPTED) from None
    if code and not lists_are_made():
        print(NOT_FINISHED, file=sys.stderr)
        raise SystemExit(2)
    from pipelines.running.screen.closing_message import show

    show()
    if code:
        print(NOT_TRACKED, file=sys.stderr)


def reproduce() -> int:
    """Run `dvc repro` with this environment's programs first on the path; its exit code."""
    close_places()
    settle_keys()
    here = Path(sys.executable).parent
    environment = os.environ | {"PATH": f"{here}{os.pathsep}{os.environ.get('PATH', '')}"}
    if not Path(".git").exists():
        subprocess.run([here / "dvc", "config", "--local", "core.no_scm", "true"], check=True)
    began = time.perf_counter()
    command = [str(here / "dvc"), "repro", "--keep-going"]
    with subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=end_with_parent,  # noqa: PLW1509 - no thread has begun yet
    ) as running:
        try:
            ran = _pass_on(running)
        except KeyboardInterrupt:
            _stop(running)
            raise
    took = time.perf_counter() - began
    if running.returncode == 0:
        idle = f"Nothing to do: all is up to date ({took:.1f} s)"
        print(f"All stages: {took:.0f} s" if ran else idle)
    return running.returncode


def _stop(dvc: subprocess.Popen[str]) -> None:
    """Let the stage that runs end by itself; DVC would go on to others that do not need it."""
    import psutil

    try:
        stages = psutil.Process(dvc.pid).children()
        dvc.send_signal(signal.SIGSTOP)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and any(map(_runs, stages)):
            time.sleep(0.05)
    except psutil.NoSuchProcess:
        pass  # it has ended
    finally:
        dvc.kill()
        dvc.wait()


def _runs(process: Any) -> bool:
    import psutil

    return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)


def lists_are_made() -> bool:
    """Whether what teams open is whole and of these records, whatever else failed."""
    dvc = str(Path(sys.executable).parent / "dvc")
    status = subprocess.run(
        [dvc, "status", "--with-deps", "--json", "publish"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    current = status.returncode == 0 and status.stdout.strip() == "{}"
    return current and not damaged(recorded())


def _pass_on(running: subprocess.Popen[str]) -> bool:
    """Print what DVC prints, as it does; whether any stage ran."""
    ran = False
    for line in running.stdout or ():
        ran = ran or line.startswith("Running stage")
        print(line, end="", flush=True)
    return ran


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make run", description=main.__doc__)
    for option in ("source", "folder", "profile"):
        parser.add_argument(f"--{option}", default="")
    return parser


if __name__ == "__main__":
    main()
