"""Moves the aliases of registered models: which version is in service, and which was before it."""

import subprocess
from pathlib import Path
from typing import Any

from contracts.errors import InputError
from pipelines.running.params.champion import FILE
from pipelines.running.tracking import lock_hash, lock_text_hash, store

CHAMPION, PREVIOUS = "champion", "previous"
COMMITTED = "committed_in"  # the commit whose dvc.lock describes the run; its run was logged before
WHERE = "make promote"
COMMIT = (
    "git commit the run (dvc.lock, params.yaml), or git checkout the commit that has it and "
    "dvc checkout"
)
REGISTER = "make run; after dvc pull: dvc repro --single-item --force register"


def promote(model: str, run: str) -> str:
    """Put the version of ``run`` into service under ``champion``, and say so in a sentence.

    The version in service before is kept under ``previous``; ``run='previous'`` puts it back.

    Parameters
    ----------
    model : str
        Registered name.
    run : str
        ``previous``, a run's id or the beginning of one, or a git revision whose run it was.

    Raises
    ------
    InputError
        Where there is no such run, its gate did not pass, or what made it is not committed.
    """
    import mlflow

    mlflow.set_tracking_uri(store())
    client = mlflow.MlflowClient()
    if run == PREVIOUS:
        version = _version_under(client, model, PREVIOUS)
    else:
        version = _version_of(client, model, run)
        found = client.get_model_version(model, version)
        _check(found)
        if COMMITTED not in found.tags:
            client.set_model_version_tag(model, version, COMMITTED, _git("rev-parse", "HEAD"))
    return _move(client, model, version)


def recipe_in_service(model: str) -> dict[str, Any]:
    """What made the version under ``champion``: what ``write_champion`` writes down."""
    import mlflow

    mlflow.set_tracking_uri(store())
    client = mlflow.MlflowClient()
    version = client.get_model_version(model, _version_under(client, model, CHAMPION))
    parameters = client.get_run(str(version.run_id)).data.params
    return {
        "candidate": version.tags["chosen"],
        "git_commit": version.tags.get(COMMITTED) or version.tags.get("git_commit", "unknown"),
        "run": version.run_id,
        "parameters": {k: v for k, v in sorted(parameters.items()) if k.startswith("train.")},
    }


def _version_under(client: Any, model: str, alias: str) -> str:
    aliases = _aliases(client, model)
    if alias not in aliases:
        raise InputError(WHERE, [f"no version of {model} was in service before"], "name a run")
    return aliases[alias]


def _aliases(client: Any, model: str) -> dict[str, str]:
    from mlflow.exceptions import MlflowException

    try:
        found = client.get_registered_model(model).aliases
    except MlflowException:
        raise InputError(WHERE, [f"no model {model} is registered here"], REGISTER) from None
    return {alias: str(version) for alias, version in found.items()}


def _version_of(client: Any, model: str, run: str) -> str:
    """The latest version whose run's id begins so, or that a commit's dvc.lock describes."""
    _aliases(client, model)
    versions = client.search_model_versions(f"name = '{model}'")
    lock = _lock_at(run)
    found = [
        int(version.version)
        for version in versions
        if version.run_id.startswith(run) or lock == version.tags.get("dvc_lock_sha256")
    ]
    if not found:
        fault = f"no version of {model} comes from a run or commit '{run}'"
        raise InputError(WHERE, [fault], f"make ui lists the runs with their ids; or {REGISTER}")
    return str(max(found))


def _lock_at(revision: str) -> str | None:
    command = ["git", "show", f"{revision}:./dvc.lock"]
    shown = subprocess.run(command, capture_output=True, text=True, check=False)
    return lock_text_hash(shown.stdout) if shown.returncode == 0 else None


def _check(version: Any) -> None:
    """Refuse a version whose gate did not pass, or that cannot be made again from a commit."""
    faults, steps = [], []
    if version.tags.get("gate_passed") != "True":
        faults.append(f"its gate did not pass: {version.tags.get('gate', 'no gate is on record')}")
        steps.append("name a run whose gate passed: make ui lists them")
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", ".", f":(exclude){FILE}")
    if changed:
        number = len(changed.splitlines())
        faults.append(
            f"{number} file{' differs' if number == 1 else 's differ'} from the last commit"
        )
    if version.tags.get("dvc_lock_sha256") != lock_hash(Path("dvc.lock")):
        faults.append("dvc.lock here describes another run")
    if len(faults) > len(steps):
        steps.append(COMMIT)
    if faults:
        raise InputError(WHERE, faults, "; ".join(steps))


def _git(*arguments: str) -> str:
    ran = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)
    return ran.stdout.strip() if ran.returncode == 0 else "no git repository"


def _move(client: Any, model: str, version: str) -> str:
    before = _aliases(client, model).get(CHAMPION)
    if before == version:
        return f"{model}: version {version} is in service already"
    if before is not None:
        client.set_registered_model_alias(model, PREVIOUS, before)
    client.set_registered_model_alias(model, CHAMPION, version)
    kept = f"; version {before} is kept under 'previous'" if before else ""
    return f"{model}: version {version} is the champion{kept}"
