"""Two answers about one case: which is the same again, which follows, and which must be refused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from worklists.returns.decisions import Decision, says_the_same, with_id


@dataclass(frozen=True)
class Draft:
    """A decision not yet settled, and the cell its outcome stands in."""

    at: str
    decision: Decision


def settle(
    drafts: Iterable[Draft], recorded: Sequence[Decision], *, supersede: bool
) -> tuple[list[Decision], list[str]]:
    """The decisions to add, each naming the one it supersedes; and every conflict by cell.

    An answer given before is not added again. A case still waiting for information may be
    decided from a later list. Any other second answer about a case is refused, unless it comes
    with ``supersede`` and the first one was on record before.
    """
    latest = {decision.case_key: decision for decision in recorded}
    new: dict[str, Draft] = {}
    settled, faults = [], []
    for draft in drafts:
        case = draft.decision.case_key
        earlier = latest.get(case)
        if earlier is not None and says_the_same(draft.decision, earlier):
            continue
        if earlier is None or _waits(earlier, draft.decision):
            pass
        elif case in new:
            faults.append(
                f"{draft.at}: {new[case].at} answers the same case; agree on one answer, "
                "clear the other row"
            )
            continue
        elif not supersede:
            faults.append(
                f"{draft.at}: another answer about this case is on record; clear the row, "
                "or run again with --supersede to replace that answer"
            )
            continue
        decision = with_id(
            replace(draft.decision, supersedes=earlier.decision_id if earlier else "")
        )
        latest[case], new[case] = decision, draft
        settled.append(decision)
    return settled, faults


def _waits(earlier: Decision, later: Decision) -> bool:
    newer = earlier.list_id != later.list_id and earlier.listed_on <= later.listed_on
    return earlier.outcome == "more_info" and newer
