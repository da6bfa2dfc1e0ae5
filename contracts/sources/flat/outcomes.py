"""Labels from what happened afterwards: yes, no, or unknown and counted."""

import pandas as pd

from contracts.checks.dates import read_dates
from contracts.checks.spellings import YES_NO
from contracts.files.cells import as_text
from contracts.findings import Finding, first_rows, found
from contracts.sources.profile.schema import FollowUpOutcome


def outcomes(
    rules: FollowUpOutcome, records: pd.DataFrame, assessments: pd.DataFrame
) -> tuple[pd.DataFrame, list[Finding]]:
    """One row for each assessment whose outcome is known and whose follow-up is over.

    Parameters
    ----------
    rules : FollowUpOutcome
        What counts, and within how many days.
    records : DataFrame
        Rows of the file, days year first.
    assessments : DataFrame
        ``row``, ``assessment_id`` and, where there are dates, ``assessment_date``; same order.

    Returns
    -------
    DataFrame, list of Finding
        ``row``, ``assessment_id``, ``audit_id``, ``outcome`` (bool) and, where there are dates,
        ``audit_completed_date``; and counts of rows whose outcome is unknown or not yet due.
    """
    y, findings = _stated(rules, records)
    audits = assessments[["row", "assessment_id"]].assign(audit_id=assessments["assessment_id"])
    if "assessment_date" in assessments:
        signed = _dates(assessments["assessment_date"])
        if rules.dated:
            y, undated = _dated(rules, y, records, signed)
            findings += undated
        ended = signed + pd.Timedelta(days=rules.follow_up_days)
        audits["audit_completed_date"] = signed if rules.waive_lag else ended
        if rules.observed_until:
            over = ended.le(pd.Timestamp(rules.observed_until))
            findings += _not_over(rules, y, over)
            y = y.where(over)
    is_known = y.notna()
    return audits.assign(outcome=y)[is_known].astype({"outcome": "bool"}), findings


def _stated(rules: FollowUpOutcome, records: pd.DataFrame) -> tuple[pd.Series, list[Finding]]:
    """True, False or blank as the column says it, however yes and no are written."""
    text = as_text(records[rules.column])
    yes, other = _key(rules.happened), {_key(value) for value in rules.did_not_happen}
    keys = text.dropna().map(_key)
    if yes in YES_NO and not other:
        truth = keys.map(YES_NO).map({"yes": True, "no": False})
        y = truth if YES_NO[yes] == "yes" else truth.map({True: False, False: True})
    else:
        y = keys.map(lambda key: _either(key, yes, other))
    y = y.reindex(text.index).astype("boolean")
    unclear = text.notna() & y.isna()
    findings = _counted("outcome_unclear", unclear, records["row"])
    kinds = keys[keys != yes].nunique()
    if not other and yes not in YES_NO and kinds > 1:
        detail = f"{kinds} different values are read as 'did not happen'"
        findings.append(found("audits", "outcome_otherwise", detail, column="outcome"))
    return y, findings


def _either(key: str, yes: str, other: set[str]) -> bool | None:
    if key == yes:
        return True
    if _letters(key) == _letters(yes):  # '2?' and '-2' are not 2, nor its contrary
        return None
    return False if not other or key in other else None


def _dated(
    rules: FollowUpOutcome, y: pd.Series, records: pd.DataFrame, signed: pd.Series
) -> tuple[pd.Series, list[Finding]]:
    """Outcomes within their follow-up; unknown where the day is blank, unreadable or too early."""
    days = (_dates(records[rules.dated]) - signed).dt.days
    counted = y.fillna(False).astype(bool)
    undated, early = counted & days.isna(), counted & (days < 0)
    findings = _counted("outcome_without_day", undated, records["row"])
    findings += _counted("outcome_before_assessment", early, records["row"])
    late = counted & (days > rules.follow_up_days)
    return y.mask(late, False).mask(undated | early), findings


def _not_over(rules: FollowUpOutcome, y: pd.Series, over: pd.Series) -> list[Finding]:
    early, kept = y.notna() & ~over, y.notna() & over
    if not early.any():
        return []
    counted = y.fillna(False).astype(bool)
    detail = (
        f"{early.sum():,} rows have an outcome though {rules.follow_up_days} days were not over "
        f"by {rules.observed_until}: it happened to {counted[early].mean():.0%} of them, and to "
        f"{counted[kept].mean():.0%} of the {kept.sum():,} others; theirs is not used"
    )
    return [found("audits", "follow_up_not_over", detail, column="outcome")]


def _counted(code: str, mask: pd.Series, rows: pd.Series) -> list[Finding]:
    if not mask.any():
        return []
    where = first_rows(rows[mask])
    return [found("audits", code, f"{mask.sum():,} rows ({where})", column="outcome")]


def _dates(values: pd.Series) -> pd.Series:
    return read_dates(values, order=None).cells


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())
