"""Staff and load: in bands, of the last complete month on record; never a reason, never a person.

Kept so that a model can tell what load does to ratings. No list and no report shows it for a
case, and no assessor's identity is ever encoded.
"""

from features.bands import CASELOAD, OFFICE_DAYS, REDUCTION_PCT, SHARE, TENURE_MONTHS, WORKLOAD_PCT
from features.bands import band_of as band
from features.declaration import Direction, Feature, Measure, Theme, ValueType
from features.shared_measures import EARLIER_RATINGS
from features.sql import packed, unpacked, yes_if

_NO_MONTHS = "no month of workload is on record"


def _staff(
    name: str,
    expression: str,
    *,
    direction: Direction = 1,
    type: ValueType = "number",  # noqa: A002 - the declaration's own word
    missing: str = _NO_MONTHS,
) -> Feature:
    """A feature on staff: a band, without a sentence for lists."""
    return Feature(
        name=name,
        unit="yes/no" if type == "yes_no" else "band, 0 the lowest",
        missing_means=missing,
        direction=direction,
        sentence="",
        sentence_absent="",
        look_at="",
        expression=expression,
        type=type,
        shown_as_reason=False,
    )


def _latest(name: str, column: str) -> Measure:
    """The value of the latest month in reach that has one."""
    expression = f"max_by(f.{column}, f.month) filter (where f.{column} is not null)"
    return Measure(name, "practitioner_months", expression)


_TENURE = "coalesce(k.assessor_months_in_role, months_in_role)"
_GRADE = "coalesce(k.assessor_grade, month_grade)"
_COVER = "case when caseload > 0 then cover_cases / cast(caseload as double) end"
_HOLDER = "case when f.assessor_id = k.assessor_id then 1 else 2 end"
_NO_GRADE = "the grade is not on record"

_FEATURES = (
    _staff("grade_pqip", yes_if(f"{_GRADE} = 'PQiP'", on_record=f"{_GRADE} is not null"),
           type="yes_no", missing=_NO_GRADE),
    _staff("grade_pso", yes_if(f"{_GRADE} = 'PSO'", on_record=f"{_GRADE} is not null"),
           type="yes_no", missing=_NO_GRADE),
    _staff("tenure_under_12m", yes_if(f"{_TENURE} < 12", on_record=f"{_TENURE} is not null"),
           type="yes_no", missing="time in role is not on record"),
    _staff("tenure_band", band(_TENURE, TENURE_MONTHS), direction=-1,
           missing="time in role is not on record"),
    _staff("caseload_band", band("caseload", CASELOAD)),
    _staff("caseload_over_50", yes_if("caseload > 50", on_record="caseload is not null"),
           type="yes_no"),
    _staff("workload_band", band("workload_pct", WORKLOAD_PCT)),
    _staff("wmt_over_110_4w", yes_if("workload_pct > 110", on_record="workload_pct is not null"),
           type="yes_no"),
    _staff("reduction_band", band("reduction_pct", REDUCTION_PCT)),
    _staff("cover_share_band", band(f"({_COVER})", SHARE)),
    _staff("load_x_tenure", yes_if(
        f"workload_pct > 110 and {_TENURE} < 12",
        on_record=f"workload_pct is not null and {_TENURE} is not null",
    ), type="yes_no"),
    _staff("supervision_gap_band", band("months_since_supervision", (1, 2, 3, 6))),
    _staff("office_days_band", band("office_days", OFFICE_DAYS), direction=-1),
    _staff("sickness_band", band("sickness_days", (1, 3, 8))),
    _staff("agency", "agency", type="yes_no"),
    _staff("recent_reallocation", yes_if(
        f"{unpacked('latest_holder')} = 2", on_record="latest_holder is not null"
    ), type="yes_no", missing="no earlier assessment, or its assessor is not on record"),
)  # fmt: skip
_MEASURES = (
    EARLIER_RATINGS,
    _latest("caseload", "caseload"),
    _latest("workload_pct", "wmt_pct"),
    _latest("reduction_pct", "reduction_pct"),
    _latest("cover_cases", "cover_cases"),
    _latest("months_in_role", "months_in_role"),
    _latest("months_since_supervision", "months_since_supervision"),
    _latest("office_days", "office_days_per_week"),
    _latest("sickness_days", "sickness_days"),
    Measure(
        "month_grade",
        "practitioner_months",
        "max_by(f.grade, f.month) filter (where f.grade is not null)",
        type="string",
    ),
    Measure(
        "agency",
        "practitioner_months",
        "max_by(case when f.is_agency then 1 else 0 end, f.month)"
        " filter (where f.is_agency is not null)",
    ),
    Measure(
        "latest_holder",
        "earlier_assessments",
        f"max({packed('f.assessment_date', _HOLDER)})"
        " filter (where (f.assessor_id = k.assessor_id) is not null)",
    ),
)
STAFF_LOAD = Theme(
    "staff_load", "What load did the assessor carry?", _FEATURES, _MEASURES, about="practice"
)
