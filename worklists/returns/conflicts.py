"""Two answers about one case: which is the same again, which follows, and which must be refused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from worklists.returns.decisions import Decision, says_the_same, with_id


@dataclass(frozen=True)
class Draft:
    """A decision not yet settled, with the file and the cell that its outcome stands in."""

    file: str
    cell: str
    decision: Decision

    @property
    def at(self) -> str:
        """Where its outcome stands."""
        return f"{self.file} {self.cell}"


def settle(
    drafts: Iterable[Draft], recorded: Sequence[Decision], *, supersede: bool
) -> tuple[list[Decision], list[tuple[str, str]]]:
    """The decisions to add, each naming the one it supersedes; every conflict, after its file.

    An answer given before is not added again. A case still waiting for information may be
    decided from a later list, and a case on two lists (an urgent one and a ranked one) may get the
    same answer on both. Any other second answer about a case is refused, unless it comes
    with ``supersede`` and the first one was on record before.
    """
    latest = {decision.case_key: decision for decision in recorded}
    new: dict[str, Draft] = {}
    settled: list[Decision] = []
    faults: list[tuple[str, str]] = []
    for draft in drafts:
        case = draft.decision.case_key
        earlier = latest.get(case)
        if earlier is not None and says_the_same(draft.decision, earlier):
            continue
        if earlier is None or _follows(earlier, draft.decision):
            pass
        elif case in new:
            faults += [_disagreement(draft, new[case]), _disagreement(new[case], draft)]
            continue
        elif not supersede:
            fault = (
                f"{draft.at}: another answer about this case is on record; clear the row, "
                "or run again with --supersede to replace that answer"
            )
            faults.append((draft.file, fault))
            continue
        decision = with_id(
            replace(draft.decision, supersedes=earlier.decision_id if earlier else "")
        )
        latest[case], new[case] = decision, draft
        settled.append(decision)
    return settled, faults


def _disagreement(draft: Draft, other: Draft) -> tuple[str, str]:
    fault = (
        f"{draft.at}: {other.at} answers the same case; agree on one answer, clear the other row"
    )
    return draft.file, fault


def _follows(earlier: Decision, later: Decision) -> bool:
    """Whether a later list answers a case that waited, or another list answers it the same."""
    if earlier.list_id == later.list_id:
        return False
    waited = earlier.outcome == "more_info" and earlier.listed_on <= later.listed_on
    agrees = (earlier.review_outcome, earlier.level) == (later.review_outcome, later.level)
    return waited or agrees
