"""The assessments as cases: each with the date as of which its facts are taken."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from contracts.errors import InputError
from features.bands import rank_of
from features.sql import HORIZONS


@dataclass(frozen=True)
class AsOf:
    """The moment as of which facts are taken.

    Parameters
    ----------
    kind : {'signature', 'run_date'}
        Each assessment's own day of signature, or one day for all.
    run_date : datetime.date or None
        That day; needed for ``run_date`` alone.
    reporting_lag_months : int
        Months after its end until a month of workload or staffing figures is on record.
    """

    kind: Literal["signature", "run_date"] = "signature"
    run_date: dt.date | None = None
    reporting_lag_months: int = 1


def cases_query(as_of: AsOf, levels: Sequence[str]) -> str:
    """SQL for the cases, numbered in the order of their ids; ``assessments`` must exist."""
    day, known_by = _moment(as_of)
    stretches = "".join(
        f",\n  cast({day} - interval '{days}' day as date) as before_{days}_days"
        for days in HORIZONS
    )
    months = 1 + as_of.reporting_lag_months
    return f"""select a.*,
  row_number() over (order by a.assessment_id) as case_no,
  {rank_of("a.assigned_rosh", levels)} as assigned_rank,
  {day} as as_of_date,
  {known_by} as known_by,
  cast(a.assessment_date as timestamp) as signed_at,
  cast(date_trunc('month', {day}) - interval '{months}' month as date) as load_month{stretches}
from assessments a"""  # noqa: S608 - levels come from a checked scale, dates from the run


def _moment(as_of: AsOf) -> tuple[str, str]:
    if as_of.kind == "signature":
        return "a.assessment_date", "cast(a.assessment_date as timestamp)"
    if as_of.run_date is None:
        fault = "as_of is 'run_date' and the checked records have no run date"
        raise InputError(
            "featurise", [fault], "name check.run_date in params.yaml, or use signature"
        )
    day = as_of.run_date.isoformat()
    return f"date '{day}'", f"timestamp '{day} 23:59:59.999999'"
