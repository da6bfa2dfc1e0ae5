"""Stages only: paths in, paths out, figures back.

Importing this package sets what must stand before any heavy library loads: nothing phones home,
files that a process makes are its owner's alone, and numeric libraries use one thread each,
whatever the environment says: sums come out in another order, and models in other last digits,
with two. Ctrl-C ends a command with 130 and a sentence at any moment, imports among them.
"""

import os
import sys
from types import TracebackType

_BEFORE_ANY_LIBRARY = {
    "DO_NOT_TRACK": "true",
    "DVC_NO_ANALYTICS": "1",
    "GX_ANALYTICS_ENABLED": "False",
    "MLFLOW_DISABLE_TELEMETRY": "true",
    "MLFLOW_LOGGING_LEVEL": "WARNING",
    "MPLBACKEND": "Agg",
}
_ONE_THREAD = (
    "BLIS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)
OTHERS = 0o077  # permissions that nobody but the owner gets
INTERRUPTED = 130


def _stopped(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """End a command that Ctrl-C reached where nothing else waits for it; else as Python does."""
    if not issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    print("stopped; earlier outputs are as they were", file=sys.stderr, flush=True)
    os._exit(INTERRUPTED)


if any(argument.startswith("pipelines.") for argument in sys.orig_argv[1:]):
    sys.excepthook = _stopped
for _name, _value in _BEFORE_ANY_LIBRARY.items():
    os.environ.setdefault(_name, _value)
os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
os.umask(OTHERS)
