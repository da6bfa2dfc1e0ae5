"""`make ui`: MLflow's pages on this machine only, without its background workers."""

import os
import sys

from pipelines.running.tracking import store

ADDRESS = ("127.0.0.1", "5000")


def main() -> None:
    """Replace this process by the MLflow server; Ctrl-C ends it."""
    host, port = ADDRESS
    print(f"MLflow is starting (about 15 seconds): open http://{host}:{port} - Ctrl-C ends it")
    environment = os.environ | {"MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false"}
    command = ["-m", "mlflow", "ui", "--backend-store-uri", store(), "--host", host, "--port", port]
    sys.stdout.flush()
    os.execve(sys.executable, [sys.executable, *command, "--workers", "1"], environment)  # noqa: S606


if __name__ == "__main__":
    main()
