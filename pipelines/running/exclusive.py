"""One run at a time in a checkout, and no process that outlives the one that started it."""

import ctypes
import fcntl
import json
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from contracts.errors import InputError

LOCK = Path(".dvc/tmp/run.lock")
DVC_LOCK = Path(".dvc/tmp/rwlock")
PATIENCE = 15.0  # seconds in which a run that was just ended lets go
PR_SET_PDEATHSIG = 1  # of Linux's prctl


@contextmanager
def only_run(patience: float = PATIENCE) -> Iterator[IO[str]]:
    """Holds the checkout for one run; what it yields is to be passed on to the child processes.

    The system lets go of it when the last process that holds it has ended, however it ended.

    Raises
    ------
    InputError
        If another run holds it still after ``patience`` seconds.
    """
    LOCK.parent.mkdir(parents=True, exist_ok=True)
    with LOCK.open("a", encoding="utf-8") as file:
        if not _held(file, patience):
            fault = "another run is under way in this folder"
            raise InputError("make run", [fault], "wait until it has ended, or end it (Ctrl-C)")
        _remove_torn_lock()
        yield file


def end_with_parent() -> None:
    """Let the system end this process when the one that started it ends (on Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL))


def _remove_torn_lock() -> None:
    """Remove DVC's own list of who reads what where a run was killed while DVC wrote it."""
    try:
        json.loads(DVC_LOCK.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return
    except ValueError:
        DVC_LOCK.unlink()


def _held(file: IO[str], patience: float) -> bool:
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                return False
            time.sleep(0.2)
        else:
            return True
