"""What importing ``pipelines`` settles, before any library loads."""

import os
import subprocess
import sys

import pytest

SHOW = """
import os, pipelines, sklearn
from threadpoolctl import threadpool_info
print(*{pool["num_threads"] for pool in threadpool_info()}, oct(os.umask(0)))
"""


@pytest.mark.parametrize("threads", ["1", "2", "8"])
def test_every_library_has_one_thread_whatever_the_environment_says(threads):
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")

    shown = subprocess.run(
        [sys.executable, "-c", SHOW],
        env=os.environ | dict.fromkeys(names, threads),
        capture_output=True,
        text=True,
        check=True,
    )

    assert shown.stdout.split() == ["1", "0o77"]
