"""Unit context: staffing of the team, in bands, of the last complete month on record.

Never a reason. In bands because with few teams an exact rate is as good as the team's name.
"""

from features.bands import INSPECTION, OFFICE_DAYS, SHARE, SICKNESS_DAYS, SPAN, rank_of
from features.bands import band_of as band
from features.declaration import Direction, Feature, Measure, Theme

_VACANCY = "case when po_target > 0 then (po_target - po_in_post) / cast(po_target as double) end"


def _unit(name: str, expression: str, *, direction: Direction = 1) -> Feature:
    """A feature on the team: a band, without a sentence for lists."""
    return Feature(
        name=name,
        unit="band, 0 the lowest",
        missing_means="no month of the team is on record",
        direction=direction,
        sentence="",
        sentence_absent="",
        look_at="",
        expression=expression,
        shown_as_reason=False,
    )


def _latest(name: str, value: str, *, column: str = "") -> Measure:
    """The value of the latest month in reach in which ``column``, or the value, is filled."""
    return Measure(
        name,
        "unit_months",
        f"max_by({value}, f.month) filter (where {column or value} is not null)",
    )


_FEATURES = (
    _unit("unit_po_vacancy_band", band(f"({_VACANCY})", SHARE)),
    _unit("unit_spo_span_band", band("unit_spo_span", SPAN)),
    _unit("unit_spo_vacancy_band", band("unit_spo_vacancy", SHARE)),
    _unit("unit_sickness_band", band("unit_sickness", SICKNESS_DAYS)),
    _unit("unit_leaver_band", band("unit_leavers", SHARE)),
    _unit("unit_trainee_share_band", band("unit_trainees", SHARE)),
    _unit("unit_office_days_band", band("unit_office_days", OFFICE_DAYS), direction=-1),
    _unit("unit_inspection_rank", "unit_inspection", direction=0),
)
_MEASURES = (
    _latest("po_target", "f.po_fte_target"),
    _latest("po_in_post", "f.po_fte_in_post"),
    _latest("unit_spo_span", "f.spo_span"),
    _latest("unit_spo_vacancy", "f.spo_vacancy_rate"),
    _latest("unit_sickness", "f.sickness_days_per_fte"),
    _latest("unit_leavers", "f.leaver_rate"),
    _latest("unit_trainees", "f.trainee_share"),
    _latest("unit_office_days", "f.office_days_per_week_mean"),
    _latest(
        "unit_inspection",
        rank_of("f.inspection_rating", INSPECTION),
        column="f.inspection_rating",
    ),
)
UNIT_CONTEXT = Theme(
    "unit_context", "What state was the team in?", _FEATURES, _MEASURES, about="practice"
)
