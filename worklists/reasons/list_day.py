"""The record of listed cases as it stands on the day of the list, beside that of the signature."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from contracts.checked_folder import CheckedFolder
from contracts.source import Source

ListDay = Callable[["pd.Series[str]"], pd.DataFrame]
TABLES = ("assessments", "contacts", "enquiries", "offences", "registrations")


def read_list_day(checked: CheckedFolder, source: Source) -> ListDay | None:
    """Features of listed assessments as of the run date; None for a source without dates.

    Returns
    -------
    callable or None
        From assessment ids to ``assessment_id`` and a column a feature of the case record, with
        what is on record on the run date. Features of staff, load and unit are blank.
    """
    if source.run_date is None or not source.has_dates:
        return None

    def features_on_list_day(ids: "pd.Series[str]") -> pd.DataFrame:
        from features.cases import AsOf
        from features.engines import duckdb_sql
        from features.registry import THEMES

        with tempfile.TemporaryDirectory(prefix="list-day-") as folder:
            _write_people(checked, ids, Path(folder))
            as_of = AsOf("run_date", source.run_date)
            case = duckdb_sql.Case(Path(folder), source.scale.levels, as_of)
            with duckdb_sql.computed(case, THEMES) as computed:
                features = computed.frame("features")
        return features[features["assessment_id"].isin(ids)].reset_index(drop=True)

    return features_on_list_day


def _write_people(checked: CheckedFolder, ids: "pd.Series[str]", folder: Path) -> None:
    """The checked tables of the case record, with the rows of the people of these assessments."""
    tables = checked.present_tables(TABLES)
    assessments = tables["assessments"]
    people = set(assessments["person_id"][assessments["assessment_id"].isin(ids)])
    for name, table in tables.items():
        table[table["person_id"].isin(people)].to_parquet(folder / f"{name}.parquet", index=False)
