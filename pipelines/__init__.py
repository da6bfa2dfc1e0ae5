"""Stages only: paths in, paths out, figures back.

Importing this package sets what must stand before any heavy library loads: nothing phones home,
and numeric libraries use a fixed number of threads, since some saved files record it.
"""

import os

_BEFORE_ANY_LIBRARY = {
    "DO_NOT_TRACK": "true",
    "DVC_NO_ANALYTICS": "1",
    "GX_ANALYTICS_ENABLED": "False",
    "MLFLOW_DISABLE_TELEMETRY": "true",
    "MLFLOW_LOGGING_LEVEL": "WARNING",
    "MPLBACKEND": "Agg",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
for _name, _value in _BEFORE_ANY_LIBRARY.items():
    os.environ.setdefault(_name, _value)
