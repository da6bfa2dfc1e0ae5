"""Many returned files, taken in together: all of them or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from contracts.errors import InputError
from worklists.returns.checking import RowAnswers, check_row, signature_faults
from worklists.returns.conflicts import Draft, settle
from worklists.returns.decisions import Decision
from worklists.returns.issued import IssuedCase, IssuedList
from worklists.returns.matching import levels_of, list_faults, matched_rows
from worklists.returns.reading import ReturnedList, Unreadable, read_returned

NEXT_STEP = "nothing was recorded; correct the cells named, save, and run the command again"


@dataclass(frozen=True)
class IntakeContext:
    """What a return is judged by: the lists sent, the key they were made with, and the time."""

    issued: Mapping[str, IssuedList]
    key: bytes | None
    now: datetime
    supersede: bool = False


@dataclass(frozen=True)
class Intake:
    """New decisions to record, and the counts of what else came back.

    ``not_answered`` counts rows that came back without an outcome to record, ``missing`` rows
    that did not come back.
    """

    decisions: tuple[Decision, ...]
    already_recorded: int
    files_seen_before: int
    not_answered: int
    missing: int

    @property
    def message(self) -> str:
        """The counts as one line."""
        return (
            f"{len(self.decisions)} decisions recorded, {self.already_recorded} on record before, "
            f"{self.not_answered} rows without an answer, {self.missing} rows missing, "
            f"{self.files_seen_before} files taken in before"
        )


def take_in(
    paths: Sequence[Path], recorded: Sequence[Decision], *, context: IntakeContext
) -> Intake:
    """Check every file against the lists sent and the decisions recorded before.

    Parameters
    ----------
    paths : sequence of Path
        Returned workbooks. The same file twice counts once.
    recorded : sequence of Decision
        Every decision on record, first to last.
    context : IntakeContext
        ``supersede`` lets an answer replace an earlier one about the same case.

    Raises
    ------
    InputError
        With every fault of every file, by cell; then nothing is to be recorded.
    """
    faults: list[str] = []
    files = _read_all(paths, faults)
    sent_before = {decision.source_file_sha256 for decision in recorded}
    fresh = [returned for returned in files if returned.sha256 not in sent_before]
    drafts, missing = [], 0
    for returned in fresh:
        file_drafts, file_faults = _drafts(returned, context)
        faults += [f"{returned.file} {fault}" for fault in file_faults]
        drafts += file_drafts
        missing += 0 if file_faults else int(returned.details["cases"]) - len(returned.rows)
    settled, conflicts = settle(drafts, recorded, supersede=context.supersede)
    if faults or conflicts:
        returned_files = f"{len(paths)} returned file{'' if len(paths) == 1 else 's'}"
        raise InputError(returned_files, faults + conflicts, NEXT_STEP)
    return Intake(
        decisions=tuple(settled),
        already_recorded=len(drafts) - len(settled),
        files_seen_before=len(paths) - len(fresh),
        not_answered=sum(len(returned.rows) for returned in fresh) - len(drafts),
        missing=missing,
    )


def _read_all(paths: Sequence[Path], faults: list[str]) -> list[ReturnedList]:
    """The files that can be read, each content once, oldest list first."""
    by_content: dict[str, ReturnedList] = {}
    for path in paths:
        try:
            returned = read_returned(path)
        except Unreadable as unreadable:
            faults += [f"{path.name}: {fault}" for fault in unreadable.faults]
        else:
            by_content.setdefault(returned.sha256, returned)
    return sorted(by_content.values(), key=lambda one: one.details.get("made_on", ""))


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
            at = f"{returned.file} {one.row.cells['outcome'].at}"
            drafts.append((at, one.case, answers))
    if drafts:
        faults += signature_faults(returned, issued, today=context.now.date())
    if faults:
        return [], faults
    return [
        Draft(at, _decision(case, answers, returned=returned, context=context))
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
