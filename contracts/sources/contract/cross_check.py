"""Counts where a flat file and the table that says the same differ; the table is used."""

from collections.abc import Iterator, Mapping

import pandas as pd

from contracts.checks.for_source import contracts_for
from contracts.checks.normalise import normalise
from contracts.findings import Finding, found
from contracts.sources.engine import closed_engine
from contracts.sources.flat.extra_features import extra_features
from contracts.sources.profile.resolve import resolve
from contracts.sources.profile.schema import FeatureColumn, Profile, TableAggregate
from contracts.table import RawTable, load_tables

JOINED_BY = {"audits": "assessment_id", "practitioner_months": "assessor_id"}
LEVEL = "audited_rosh"
REVIEW = TableAggregate("audits", f"min(t.{LEVEL})")


def differences(
    profile: Profile, records: pd.DataFrame, tables: Mapping[str, RawTable]
) -> Iterator[Finding]:
    """One finding for each column of ``records`` that a table of ``tables`` restates.

    ``records`` are the rows of the assessments file, with whatever columns of the profile's
    features and of audits it holds. Only values that both state are compared.
    """
    restated = {
        name: feature
        for name, feature in profile.features.items()
        if feature.same_as and feature.same_as.table in tables and feature.column in records
    }
    reviewed = LEVEL in records and "audits" in tables
    if not restated and not reviewed:
        return
    named = {feature.same_as.table for feature in restated.values() if feature.same_as}
    typed = _typed(profile, restated, tables, names={"assessments", *named, *["audits"] * reviewed})
    flat = _flat(profile, restated, records)
    for name, feature in restated.items():
        if feature.same_as:
            yield _finding(feature.column, flat[name], feature.same_as, typed)
    if reviewed:
        levels = records[["row", "assessment_id", LEVEL]]
        stated = _typed(profile, {}, {"audits": RawTable("audits", "", levels)}, names={"audits"})
        yield _finding(LEVEL, stated["audits"][LEVEL], REVIEW, typed)


def _typed(
    profile: Profile,
    features: Mapping[str, FeatureColumn],
    tables: Mapping[str, RawTable],
    *,
    names: set[str],
) -> dict[str, pd.DataFrame]:
    contracts = contracts_for(resolve(profile, features), load_tables(), raw=tables)
    return {name: normalise(tables[name], contracts[name]).frame for name in sorted(names)}


def _flat(
    profile: Profile, features: Mapping[str, FeatureColumn], records: pd.DataFrame
) -> pd.DataFrame:
    """What the file states, in the types of the features."""
    extra = extra_features(features, records, records)
    raw = {"extra": RawTable("extra", "", extra)}
    return _typed(profile, features, raw, names={"extra"})["extra"]


def _finding(
    column: str, flat: pd.Series, restated: TableAggregate, typed: Mapping[str, pd.DataFrame]
) -> Finding:
    stated = _from_table(restated, typed)
    both = flat.notna().to_numpy() & stated.notna().to_numpy()
    pairs = pd.DataFrame({"flat": flat.to_numpy(object), "table": stated.to_numpy(object)})[both]
    differ = int((pairs["flat"] != pairs["table"]).sum())
    detail = (
        f"{differ:,} of {len(pairs):,} values differ from what table '{restated.table}' says; "
        "the table is used"
    )
    return found("assessments", "differs_from_table", detail, column=column)


def _from_table(restated: TableAggregate, typed: Mapping[str, pd.DataFrame]) -> pd.Series:
    """What the table says of each assessment, in the order of the assessments."""
    key = JOINED_BY.get(restated.table, "person_id")
    with closed_engine() as engine:
        engine.register("assessments", typed["assessments"].rename_axis(None))
        engine.register("stated", typed[restated.table])
        stated: pd.Series = engine.sql(
            f"select a.row, {restated.sql} as stated from assessments a "  # noqa: S608 (the profile's)
            f"left join stated t on t.{key} = a.{key} group by a.row order by a.row"
        ).df()["stated"]
    return stated
