"""Finds the commit that holds a run: by a git revision, or by the id of a run in MLflow."""

import subprocess

from contracts.errors import InputError

WHERE = "make reproduce"
NEXT = "name a commit with a finished run (git log -- dvc.lock), or a run's id (make ui)"


def commit_of(run: str) -> str:
    """The full hash of the commit whose dvc.lock records ``run``.

    Parameters
    ----------
    run : str
        A git revision, or a run's id in MLflow or the beginning of one.

    Raises
    ------
    InputError
        If neither names a run whose dvc.lock was committed.
    """
    named = None if run.startswith("-") else f"{run}^{{commit}}"  # never an option of git
    commit = _git("rev-parse", "--verify", "--quiet", named) if run and named else None
    if commit is None:
        return _commit_of_tracked(run)
    if lock_at(commit) is None:
        raise InputError(WHERE, [f"{run} holds no dvc.lock: no run was committed there"], NEXT)
    return commit


def lock_at(commit: str) -> str | None:
    """The text of dvc.lock in a commit, or None."""
    return _git("show", f"{commit}:./dvc.lock")


def _commit_of_tracked(run: str) -> str:
    """The newest commit whose stages are those that the run's tag says."""
    wanted = _tag_of(run)
    if wanted is None:
        raise InputError(WHERE, [f"no commit and no run in MLflow is called '{run}'"], NEXT)
    from pipelines.running.tracking import lock_text_hash

    commits = (_git("log", "--all", "--format=%H", "--", "dvc.lock") or "").split()
    for commit in commits:
        text = lock_at(commit)
        if text is not None and lock_text_hash(text) == wanted:
            return commit
    fault = f"the dvc.lock of run {run} is in no commit: the run was never committed"
    raise InputError(WHERE, [fault], NEXT)


def _tag_of(run: str) -> str | None:
    """Hash of the stages of the one run in MLflow whose id begins so."""
    import mlflow

    from pipelines.running.tracking import EXPERIMENT, store

    mlflow.set_tracking_uri(store())
    runs = mlflow.search_runs(experiment_names=[EXPERIMENT], output_format="list")
    named = [one.data.tags for one in runs if one.info.run_id.startswith(run)]
    hashes = {tags["dvc_lock_sha256"] for tags in named if "dvc_lock_sha256" in tags}
    return hashes.pop() if run and len(hashes) == 1 else None


def _git(*arguments: str) -> str | None:
    """What git prints, without blanks around it; None where it fails."""
    try:
        ran = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise InputError(WHERE, ["git is not installed"], "install it") from None
    return ran.stdout.strip() if ran.returncode == 0 else None
