"""Named rules that a whole table breaks: shares, gaps, and tables that do not fit together."""

from collections.abc import Iterator, Mapping

import pandas as pd

from contracts.checks.references import is_among
from contracts.findings import Finding, found
from contracts.table import Column, RawTable, Table

KNOWN_AT_SHARE = 0.95
SHIFT = 0.25
ENOUGH = 100
ENOUGH_SHARES = 20
LATELY = pd.DateOffset(months=6)
EVENT_DATES = {"contacts": "contact_date", "registrations": "start_date"}
EVENT_DATES |= {"enquiries": "requested_date", "offences": "conviction_date"}
MONTHLY = {"practitioner_months": "assessor_id", "unit_months": "unit_id"}
JOINED_BY = dict.fromkeys((*EVENT_DATES, "protected"), "person_id") | {
    "practitioner_months": "assessor_id",
    "unit_months": "unit_id",
}


def doubtful_tables(
    tables: Mapping[str, pd.DataFrame], raw: Mapping[str, RawTable], contracts: Mapping[str, Table]
) -> Iterator[Finding]:
    """Findings of the named rules on the kept rows of every table that is there."""
    for name, frame in tables.items():
        yield from _empty(frame, raw[name], contracts[name])
        if name in JOINED_BY:
            yield from _strangers(name, frame, tables["assessments"])
        if name in EVENT_DATES:
            yield from _known_at(name, frame)
        if name in MONTHLY:
            yield from _month_gaps(name, frame)
    if len(tables["audits"]) < len(tables["assessments"]):
        yield from _reviews(tables["audits"])
    yield from _shifted_blanks(tables["assessments"], contracts["assessments"])
    if "unit_months" in tables:
        yield from _units(tables["assessments"], tables["unit_months"])


def point_in_time_gaps(raw: RawTable, table: Table, unknown: int) -> Iterator[Finding]:
    """A finding where more than one row in twenty does not say when it was recorded."""
    if table.dated == "known_at" and len(raw.frame):
        share = 1 - unknown / len(raw.frame)
        if share < KNOWN_AT_SHARE:
            message = f"known_at is there for {share:.1%} of {len(raw.frame):,} rows; at least 95 %"
            yield found(raw.name, "not_point_in_time_safe", message, column="known_at")


def _empty(frame: pd.DataFrame, raw: RawTable, table: Table) -> Iterator[Finding]:
    if raw.frame.empty and raw.name != "extra":
        yield found(raw.name, "no_audits" if raw.name == "audits" else "empty_table", "0 rows")
        return
    if frame.empty and raw.name != "extra":
        message = f"all {len(raw.frame):,} rows are in quarantine; the features they feed are blank"
        yield found(raw.name, "nothing_kept", message)
    for column in table.columns:
        if column.name in raw.frame and _looks_like_shares(frame[column.name], column):
            message = f"all {frame[column.name].count():,} values are 1 or less"
            yield found(raw.name, "percent_as_share", message, column=column.name)
        if column.name in raw.frame and frame[column.name].isna().all() and len(frame):
            message = (
                f"{len(frame):,} rows, all blank; blank means: {column.blank_means or 'unknown'}"
            )
            yield found(raw.name, "empty_column", message, column=column.name)


def _looks_like_shares(values: pd.Series, column: Column) -> bool:
    """Whether a column of percentages holds shares of one."""
    if column.type != "number" or not column.unit.startswith(("per cent", "percent", "%")):
        return False
    present = values.dropna()
    return len(present) >= ENOUGH_SHARES and present.max() <= 1 and bool((present % 1 > 0).any())


def lost_zeros(tables: Mapping[str, pd.DataFrame]) -> Iterator[Finding]:
    """Findings where a table would fit the assessments if leading zeros made no difference."""
    for name, column in (JOINED_BY | {"audits": "assessment_id"}).items():
        if name not in tables:
            continue
        values, lookup = tables[name][column], tables["assessments"][column]
        strange = values[values.notna() & ~is_among(values, lookup)]
        alike = is_among(strange.str.lstrip("0"), lookup.str.lstrip("0"))
        if alike.any():
            message = f"{alike.sum():,} of {len(values):,} values fit but for their leading zeros"
            yield found(name, "leading_zeros_differ", message, column=column)


def _strangers(name: str, frame: pd.DataFrame, assessments: pd.DataFrame) -> Iterator[Finding]:
    column = JOINED_BY[name]
    if len(frame) and not is_among(frame[column], assessments[column]).any():
        message = f"none of {len(frame):,} rows names in {column} whom any assessment names"
        yield found(name, "nobody_known", message, column=column)


def _known_at(name: str, frame: pd.DataFrame) -> Iterator[Finding]:
    same = frame["known_at"].eq(frame[EVENT_DATES[name]])
    if len(frame) >= ENOUGH and same.all():
        message = f"all {len(frame):,} rows; late recording cannot be seen"
        yield found(name, "known_at_copies_event", message, column="known_at")


def _month_gaps(name: str, frame: pd.DataFrame) -> Iterator[Finding]:
    months = frame["month"].dt.year * 12 + frame["month"].dt.month
    by = months.groupby(frame[MONTHLY[name]])
    missing = by.max() - by.min() + 1 - by.nunique()
    if (missing > 0).any():
        message = f"{missing.sum():,} months of {(missing > 0).sum():,} of {len(missing):,}"
        yield found(name, "month_gaps", message, column="month")


def _reviews(audits: pd.DataFrame) -> Iterator[Finding]:
    """How the reviews were picked; an outcome source and a full review pick nothing."""
    if audits.empty or "outcome" in audits:
        return
    reasons = audits["selection_reason"].fillna("unknown")
    random = int((reasons == "random").sum())
    message = (
        f"{random:,} of {len(audits):,} reviews ({random / len(audits):.0%}) were picked at random"
    )
    yield found("audits", "random_audit_share", message, column="selection_reason")
    seen = reasons.eq("model_list") | audits["blind_to_model"].eq(False).fillna(False).astype(bool)
    if seen.any():
        message = f"{seen.sum():,} of {len(audits):,} reviews"
        yield found("audits", "review_not_independent", message, column="blind_to_model")
    if (reasons == "unknown").all() and audits["selection_probability"].isna().all():
        message = f"{len(audits):,} reviews"
        yield found("audits", "selection_unknown", message, column="selection_reason")


def _shifted_blanks(frame: pd.DataFrame, table: Table) -> Iterator[Finding]:
    """Columns whose share of blanks in the last half-year differs from what it was before."""
    dates = frame["assessment_date"]
    late = dates > dates.max() - LATELY
    if late.sum() < ENOUGH or (~late).sum() < ENOUGH:
        return
    for column in table.columns:
        if column.required or column.known == "after signature":
            continue
        blank = frame[column.name].isna()
        now, before = blank[late].mean(), blank[~late].mean()
        if abs(now - before) > SHIFT:
            message = f"blank in {now:.0%} of the last six months' rows, in {before:.0%} before"
            yield found("assessments", "blanks_have_shifted", message, column=column.name)


def _units(assessments: pd.DataFrame, months: pd.DataFrame) -> Iterator[Finding]:
    unknown = ~is_among(assessments["unit_id"], months["unit_id"])
    if unknown.any():
        message = f"{unknown.sum():,} of {len(assessments):,} assessments"
        yield found("assessments", "unit_without_months", message, column="unit_id")
    span = months.groupby("unit_id").agg(opened=("valid_from", "min"), closed=("valid_to", "max"))
    active = span.reindex(assessments["unit_id"]).reset_index(drop=True)
    dates = assessments["assessment_date"].reset_index(drop=True)
    outside = int(((dates < active["opened"]) | (dates > active["closed"])).sum())
    if outside:
        message = f"{outside:,} of {len(assessments):,} assessments"
        yield found("assessments", "unit_not_active", message, column="unit_id")
    region = assessments["unit_id"].map(months.groupby("unit_id")["region_id"].last())
    pairs = pd.DataFrame({"person": assessments["person_id"], "region": region}).dropna()
    several = int(pairs.drop_duplicates().duplicated("person").sum())
    if several:
        message = f"{several:,} of {assessments['person_id'].nunique():,} people"
        yield found("assessments", "people_in_several_regions", message, column="person_id")
