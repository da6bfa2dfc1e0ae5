"""A copy of every decision on record, in a file of its own that is never written to again."""

from collections.abc import Sequence
from pathlib import Path

from worklists.returns.decisions import Decision
from worklists.returns.store import Store

BACKUPS = Path("returns/backups")


def back_up(decisions: Sequence[Decision], folder: Path = BACKUPS) -> Path | None:
    """Write the decisions to a database in ``folder``, named after their number and last hash.

    The same records are kept once; a copy that stands there is never touched. To restore,
    copy the file to where the decisions are kept, or name it in ``COUNTERSIGN_DECISIONS_URL``.
    Without decisions there is nothing to keep, and the answer is None.
    """
    if not decisions:
        return None
    kept = folder / f"decisions-{len(decisions):06d}-{decisions[-1].hash[:8]}.db"
    if kept.exists():
        return kept
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = kept.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with Store(f"sqlite:///{unfinished}").opened() as copy:
        copy.add(decisions)
    unfinished.replace(kept)
    return kept
