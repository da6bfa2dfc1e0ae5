"""Convictions: how grave the history is beside the index offence."""

from features.bands import SERIOUS_FROM, severity
from features.declaration import Feature, Measure, Theme
from features.shared_measures import SCREENED
from features.sql import count_where, holds, last_day, packed, quoted, unpacked, yes_if

_SEVERITY = severity("f.offence_group")
_SERIOUS = f"{_SEVERITY} >= {SERIOUS_FROM}"
_SCREENED = (
    "murder_manslaughter", "gbh_wounding", "sexual_child", "sexual_adult", "child_other",
    "aggravated_burglary", "arson", "endanger_life_damage", "kidnap", "firearm", "robbery",
    "weapon",
)  # fmt: skip
_TIMES = ("", "_current", "_previous")
_MARKED = holds("k.screening_flags", *(f"{g}{t}" for g in _SCREENED for t in _TIMES))
_VIOLENT = quoted((
    "murder_manslaughter", "gbh_wounding", "kidnap", "firearm", "robbery", "weapon",
    "harassment_stalking", "common_assault", "hate_aggravated", "breach_protective_order",
))  # fmt: skip
# Orders convictions by severity first, then by date: a date packs into fewer than 11 digits.
_BY_SEVERITY = f"{packed('f.conviction_date', '0')} + 100000000000 * {_SEVERITY}"
_CONVICTIONS = "convictions"
_NO_OFFENCES = "no table of offences"

_FEATURES = (
    Feature(
        name="worst_history_severity",
        unit="severity, 1 to 9",
        missing_means="no conviction is on record",
        direction=1,
        sentence="The gravest conviction on record, of {date}, is of a serious kind.",
        sentence_absent="No conviction of a serious kind is on record.",
        look_at=_CONVICTIONS,
        expression="worst_ever",
        speaks_from=float(SERIOUS_FROM),
        evidence_date="worst_serious_on",
    ),
    Feature(
        name="index_severity",
        unit="severity, 1 to 9",
        missing_means="no index offence is on record",
        direction=0,
        sentence="The index offence is of a serious kind.",
        sentence_absent="The index offence is not of a serious kind.",
        look_at=_CONVICTIONS,
        expression=unpacked("latest_index"),
        speaks_from=float(SERIOUS_FROM),
    ),
    Feature(
        name="worst_history_minus_index_severity",
        unit="steps of severity",
        missing_means="no index offence is on record",
        direction=1,
        sentence="An earlier conviction is graver than the index offence.",
        sentence_absent="No earlier conviction is graver than the index offence.",
        look_at=_CONVICTIONS,
        expression=f"worst_ever - {unpacked('latest_index')}",
    ),
    Feature(
        name="minor_index_with_serious_history",
        unit="yes/no",
        missing_means="no index offence is on record",
        direction=1,
        sentence="The index offence is minor; a serious conviction of {date} lies behind it.",
        sentence_absent="No serious conviction lies behind a minor index offence.",
        look_at=_CONVICTIONS,
        expression=yes_if(
            f"{unpacked('latest_index')} <= 2 and worst_ever >= {SERIOUS_FROM}",
            on_record="latest_index is not null",
        ),
        evidence_date="worst_serious_on",
        type="yes_no",
    ),
    Feature(
        name="serious_convictions",
        unit="convictions",
        missing_means=_NO_OFFENCES,
        direction=1,
        sentence="Convictions of a serious kind on record: {value}, the last of {date}.",
        sentence_absent="No conviction of a serious kind is on record.",
        look_at=_CONVICTIONS,
        table="offences",
        expression=count_where(_SERIOUS),
        when_none="0",
        evidence_date=last_day("f.conviction_date", _SERIOUS),
    ),
    Feature(
        name="violent_convictions",
        unit="convictions",
        missing_means=_NO_OFFENCES,
        direction=1,
        sentence="Convictions for violence, weapons or threats on record: {value}.",
        sentence_absent="No conviction for violence, weapons or threats is on record.",
        look_at=_CONVICTIONS,
        table="offences",
        expression=count_where(f"f.offence_group in ({_VIOLENT})"),
        when_none="0",
    ),
    Feature(
        name="convictions_count",
        unit="convictions",
        missing_means=_NO_OFFENCES,
        direction=1,
        sentence="Convictions on record: {value}.",
        sentence_absent="No conviction is on record.",
        look_at=_CONVICTIONS,
        table="offences",
        expression="count(*)",
        when_none="0",
    ),
    Feature(
        name="years_since_worst_offence",
        unit="years",
        missing_means="no conviction is on record",
        direction=1,
        sentence="The gravest conviction is {value} years old.",
        sentence_absent="The gravest conviction is less than a year old.",
        look_at=_CONVICTIONS,
        expression="days_between(worst_on, k.as_of_date) / 365.25e0",
        evidence_date="worst_on",
    ),
    Feature(
        name="offence_diversity",
        unit="offence groups",
        missing_means=_NO_OFFENCES,
        direction=1,
        sentence="Different groups of offence among the convictions: {value}.",
        sentence_absent="No conviction is on record.",
        look_at=_CONVICTIONS,
        table="offences",
        expression="count(distinct f.offence_group)",
        when_none="0",
    ),
    Feature(
        name="serious_history_not_screened",
        about="practice",
        unit="yes/no",
        missing_means="screening answers or convictions are not on record",
        direction=1,
        sentence="A serious conviction of {date} is on record; the screening marks none.",
        sentence_absent="Serious convictions are marked in the screening, or there are none.",
        look_at="assessment: risk screening; " + _CONVICTIONS,
        expression=yes_if(
            f"worst_ever >= {SERIOUS_FROM} and not {_MARKED}",
            on_record=f"{SCREENED} and worst_ever is not null",
        ),
        evidence_date="worst_serious_on",
        type="yes_no",
    ),
)
_MEASURES = (
    Measure("worst_ever", "offences", f"max({_SEVERITY})"),
    Measure("worst_on", "offences", f"max_by(f.conviction_date, {_BY_SEVERITY})", type="date"),
    Measure("worst_serious_on", "offences", last_day("f.conviction_date", _SERIOUS), type="date"),
    Measure(
        "latest_index",
        "offences",
        f"max({packed('f.conviction_date', _SEVERITY)}) filter (where f.is_index)",
    ),
)
CONVICTIONS = Theme("convictions", "How grave is the history?", _FEATURES, _MEASURES)
