"""Runs that were ended halfway: closed, and what they half registered taken back."""

import hashlib
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

CHECKOUT = "checkout"  # tag by which a run is known as this folder's, also on a shared server
SAME = ("dvc_lock_sha256", "data_sha256", "git_commit")


def checkout() -> str:
    """What tells this folder on this machine from others, and says neither."""
    text = f"{platform.node()}:{Path.cwd()}"
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def close_abandoned(client: Any, experiment: str) -> int:
    """Close runs of this folder that still stand as running, and remove their models.

    One run works in a folder at a time, so what stands as running was killed. A version that a
    person has put into service stays.
    """
    found = f"attributes.status = 'RUNNING' and tags.{CHECKOUT} = '{checkout()}'"
    runs = client.search_runs([experiment], found)
    for run in runs:
        for version in client.search_model_versions(f"run_id = '{run.info.run_id}'"):
            if not client.get_model_version(version.name, version.version).aliases:
                client.delete_model_version(version.name, version.version)
        client.set_terminated(run.info.run_id, "KILLED")
    return len(runs)


def registered_before(client: Any, name: str, origin: Mapping[str, str]) -> str | None:
    """The version of model ``name`` that a finished run of the same stages registered, or None."""
    for version in client.search_model_versions(f"name = '{name}'"):
        tags = version.tags
        if all(tags.get(key) == origin[key] for key in SAME) and _is_finished(client, version):
            return str(version.version)
    return None


def _is_finished(client: Any, version: Any) -> bool:
    status: str = client.get_run(version.run_id).info.status
    return status == "FINISHED"
