"""Where lists with real references may be written, and what is written there."""

from collections.abc import Sequence
from pathlib import Path

from contracts.errors import InputError
from worklists.case_list import PublishedList
from worklists.delivery.identities import Identities
from worklists.publishing.folder import place_lists, write_lists

TRACKED = ("data", "mlruns", "mlartifacts", ".dvc", ".git")
PRIVATE = 0o077  # umask: folders come out as 0700, files as 0600


def check_untracked(out: Path, project: Path) -> None:
    """Refuse a folder that DVC, MLflow or git would copy, or the project's own folder.

    Parameters
    ----------
    out : Path
        Where deliveries are to go.
    project : Path
        The folder that holds the tracked folders.
    """
    place, root = out.resolve(), project.resolve()
    inside = [name for name in TRACKED if place.is_relative_to(root / name)]
    if inside or place == root:
        fault = f"is tracked; allowed: any folder but the project's own, {', '.join(TRACKED)}"
        raise InputError("--out", [fault], "leave it out for 'deliveries', or name another folder")


def write_delivery(
    lists: Sequence[PublishedList], identities: Identities, folder: Path, *, key: bytes | None
) -> None:
    """Write every list with its local references; every file and folder private to its owner.

    The caller has set the umask to ``PRIVATE``; modes are set again for systems that ignore it.
    """
    placed = place_lists([identities.joined(one) for one in lists])
    pseudonyms = {local: pseudonym for pseudonym, local in identities.local.items()}
    write_lists(placed, folder, key=key, pseudonyms=pseudonyms)
    folder.chmod(0o700)
    for path in folder.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
