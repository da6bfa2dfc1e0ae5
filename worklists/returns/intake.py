"""Many returned files, taken in together: each whole or not at all."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from contracts.errors import InputError
from worklists.returns.checking import RowAnswers, check_row, signature_faults
from worklists.returns.conflicts import Draft, settle
from worklists.returns.decisions import Decision
from worklists.returns.issued import IssuedCase, IssuedList
from worklists.returns.matching import levels_of, list_faults, matched_rows
from worklists.returns.reading import ReturnedList, Unreadable, read_returned

NEXT_STEP = "send each note back with its file; once corrected, run the command again"


@dataclass(frozen=True)
class IntakeContext:
    """What a return is judged by: the lists sent, the key they were made with, and the time.

    ``grace_days`` is how long after a list's last day its answers are still taken.
    """

    issued: Mapping[str, IssuedList]
    key: bytes | None
    now: datetime
    supersede: bool = False
    grace_days: int = 0


@dataclass(frozen=True)
class Intake:
    """New decisions to record, the counts of what else came back, and the files refused.

    ``not_answered`` counts rows that came back without an outcome to record, ``missing`` rows
    that did not come back; ``refused`` holds the faults of each file of which nothing is taken.
    """

    decisions: tuple[Decision, ...]
    already_recorded: int
    files_seen_before: int
    not_answered: int
    missing: int
    refused: Mapping[str, tuple[str, ...]]

    @property
    def message(self) -> str:
        """The counts as one line."""
        return (
            f"{len(self.decisions)} decisions recorded, {self.already_recorded} on record before, "
            f"{self.not_answered} rows without an answer, {self.missing} rows missing, "
            f"{self.files_seen_before} files taken in before"
        )

    def refusal(self, files: int) -> InputError | None:
        """What to say of the files refused, of so many; None where there are none."""
        if not self.refused:
            return None
        where = f"{len(self.refused)} of {files} returned file{'' if files == 1 else 's'}"
        faults = [fault for of_file in self.refused.values() for fault in of_file]
        those = "it" if len(self.refused) == 1 else "them"
        return InputError(
            where, faults, f"nothing was recorded of {those} ({self.message}); {NEXT_STEP}"
        )


def take_in(
    paths: Sequence[Path], recorded: Sequence[Decision], *, context: IntakeContext
) -> Intake:
    """Check every file against the lists sent and the decisions recorded before.

    A file with a fault anywhere is refused whole, and does not hold up the others. Where two
    files answer one case differently, both are refused.

    Parameters
    ----------
    paths : sequence of Path
        Returned workbooks. The same file twice counts once.
    recorded : sequence of Decision
        Every decision on record, first to last.
    context : IntakeContext
        ``supersede`` lets an answer replace an earlier one about the same case.
    """
    files, refused = _read_all(paths)
    taken_before = {decision.source_file_sha256 for decision in recorded}
    fresh = [returned for returned in files if returned.sha256 not in taken_before]
    drafts: dict[str, list[Draft]] = {}
    for returned in fresh:
        drafts[returned.file], faults = _drafts(returned, context)
        refused |= {returned.file: [f"{returned.file} {fault}" for fault in faults]}
    settled: list[Decision] = []
    conflicts = True
    while conflicts:
        accepted = [one for one in fresh if not refused[one.file]]
        of_accepted = [draft for one in accepted for draft in drafts[one.file]]
        settled, found = settle(of_accepted, recorded, supersede=context.supersede)
        conflicts = bool(found)
        for file, fault in found:
            refused[file].append(fault)
    rows = sum(len(one.rows) for one in accepted)
    return Intake(
        decisions=tuple(settled),
        already_recorded=len(of_accepted) - len(settled),
        files_seen_before=len(paths) - len(fresh) - sum(one not in drafts for one in refused),
        not_answered=rows - len(of_accepted),
        missing=sum(int(one.details["cases"]) for one in accepted) - rows,
        refused={file: tuple(faults) for file, faults in refused.items() if faults},
    )


def _read_all(paths: Sequence[Path]) -> tuple[list[ReturnedList], dict[str, list[str]]]:
    """The files that can be read, each content once, oldest list first; and why others cannot."""
    by_content: dict[str, ReturnedList] = {}
    refused: dict[str, list[str]] = {}
    names = Counter(path.name for path in paths)
    for path in paths:
        name = path.name if names[path.name] == 1 else str(path)
        try:
            returned = replace(read_returned(path), file=name)
        except Unreadable as unreadable:
            refused[name] = [f"{name}: {fault}" for fault in unreadable.faults]
        else:
            by_content.setdefault(returned.sha256, returned)
    ordered = sorted(by_content.values(), key=lambda one: one.details.get("made_on", ""))
    return ordered, refused


def _drafts(returned: ReturnedList, context: IntakeContext) -> tuple[list[Draft], list[str]]:
    """What one file decides, or its faults in the order of the rows."""
    faults = list_faults(returned, context.issued, key=context.key)
    if faults:
        return [], faults
    issued = context.issued[returned.details["list_id"]]
    matched, faults = matched_rows(returned, issued, key=context.key)
    levels = levels_of(returned)
    drafts = []
    for one in matched:
        answers, row_faults = check_row(one.row, one.case, levels=levels, made_on=issued.made_on)
        faults += row_faults
        if answers is not None:
            drafts.append((one.row.cells["outcome"].at, one.case, answers))
    if drafts:
        last_day = issued.last_day(context.grace_days)
        faults += signature_faults(
            returned, made_on=issued.made_on, last_day=last_day, today=context.now.date()
        )
    if faults:
        return [], faults
    return [
        Draft(returned.file, at, _decision(case, answers, returned=returned, context=context))
        for at, case, answers in drafts
    ], []


def _decision(
    case: IssuedCase, answers: RowAnswers, *, returned: ReturnedList, context: IntakeContext
) -> Decision:
    issued = context.issued[returned.details["list_id"]]
    decided_on = returned.finished_on.day
    return Decision(
        decision_id="",
        list_id=issued.list_id,
        unit_id=issued.unit_id,
        run_id=issued.run_id,
        model_version=issued.model_version,
        ranked_by=issued.ranked_by,
        listed_on="" if issued.made_on is None else issued.made_on.isoformat(),
        case_key=case.assessment_id,
        rated_level=case.assigned,
        rank=case.position,
        selected_by=case.selected_by,
        inclusion_probability=case.inclusion_probability,
        outcome=answers.outcome.recorded_as,
        review_outcome=answers.outcome.code,
        level=answers.level if answers.outcome.direction else None,
        rationale=answers.explanation,
        sensitive=True,  # the workbook does not ask, so every explanation is treated as sensitive
        next_action=answers.next_action,
        follow_up_date="" if answers.follow_up is None else answers.follow_up.isoformat(),
        saw_reasons=not case.restricted,
        decided_by=returned.reviewed_by.text,
        decided_at="" if decided_on is None else decided_on.isoformat(),
        recorded_at=context.now.isoformat(timespec="seconds"),
        channel="workbook",
        source_file_sha256=returned.sha256,
        supersedes="",
    )
