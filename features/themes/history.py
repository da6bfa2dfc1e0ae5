"""History: what earlier ratings and registers said, and whether it was carried forward."""

from contracts.levels import ROSH
from features.bands import rank_of
from features.declaration import Feature, Measure, Theme
from features.joins import CLOSED_ENTRY
from features.shared_measures import (
    EARLIER_RATINGS,
    HIGHEST_EARLIER,
    LATEST_EARLIER,
    PREVIOUS_DATE,
    SCREENED,
)
from features.sql import (
    any_where,
    count_where,
    highest,
    last_day,
    quoted,
    unpacked,
    yes_if,
    yes_where_list,
)

_REGISTERED_RANK = rank_of("f.register_code", ("RLRH", "RMRH", "RHRH", "RVHR"))
_GRAVE_CODES = quoted(("RVHR", "RHRH", "ADVP", "REG30", "SPO", "RCPR", "STRG", "WEAP", "MAPP"))
_DEREGISTERED = f"f.register_code in ({_GRAVE_CODES}) and {CLOSED_ENTRY}"
_HIGHEST_BEFORE = highest("highest_earlier", "highest_registered")
_HIGH = ROSH.index("high")
_RATINGS = "assessment history: levels"

_FEATURES = (
    Feature(
        name="highest_previous_rosh_minus_assigned",
        unit="levels",
        missing_means="no earlier rating is on record",
        direction=1,
        sentence="An earlier rating or register entry was higher than this one.",
        sentence_absent="No earlier rating on record was higher than this one.",
        look_at=_RATINGS,
        expression=f"{_HIGHEST_BEFORE} - k.assigned_rank",
    ),
    Feature(
        name="previous_rosh_minus_assigned",
        unit="levels",
        missing_means="no earlier rating is on record",
        direction=1,
        sentence="The rating before it, on {date}, was higher.",
        sentence_absent="The rating before it was not higher.",
        look_at=_RATINGS,
        expression=f"{unpacked('latest_earlier')} - k.assigned_rank",
        evidence_date="previous_date",
    ),
    Feature(
        name="earlier_ratings_count",
        unit="ratings",
        missing_means="never blank",
        direction=0,
        sentence="Earlier ratings on record: {value}.",
        sentence_absent="No earlier rating is on record.",
        look_at=_RATINGS,
        expression="earlier_ratings",
    ),
    Feature(
        name="earlier_high_ratings",
        unit="ratings",
        missing_means="never blank",
        direction=1,
        sentence="Earlier ratings of high or very high: {value}, the last on {date}.",
        sentence_absent="No earlier rating was high or very high.",
        look_at=_RATINGS,
        table="earlier_assessments",
        expression=count_where("f.assigned_rosh in ('high', 'very_high')"),
        when_none="0",
        evidence_date=last_day("f.assessment_date", "f.assigned_rosh in ('high', 'very_high')"),
    ),
    Feature(
        name="registered_high_before",
        unit="yes/no",
        missing_means="no table of registrations",
        direction=1,
        sentence="A register entry of {date} gave a high or very high risk of serious harm.",
        sentence_absent="No earlier register entry gave a high risk of serious harm.",
        look_at="registers, closed entries too",
        table="registrations",
        expression=any_where(f"{_REGISTERED_RANK} >= {_HIGH}"),
        when_none="0",
        evidence_date=last_day("f.start_date", f"{_REGISTERED_RANK} >= {_HIGH}"),
        type="yes_no",
    ),
    Feature(
        name="declared_no_previous_high_but_record_says_high",
        about="practice",
        unit="yes/no",
        missing_means="the declaration is blank, or no earlier rating is on record",
        direction=1,
        sentence="It declares no earlier high rating; the record holds one.",
        sentence_absent="What it declares of earlier high ratings agrees with the record.",
        look_at="assessment: risk screening; " + _RATINGS,
        expression=yes_if(
            f"not k.declared_previous_high and {_HIGHEST_BEFORE} >= {_HIGH}",
            on_record=f"k.declared_previous_high is not null and {_HIGHEST_BEFORE} is not null",
        ),
        type="yes_no",
    ),
    Feature(
        name="declared_previous_high",
        unit="yes/no",
        missing_means="the declaration is blank",
        direction=1,
        sentence="The assessment itself says that risk was rated high before.",
        sentence_absent="The assessment says that risk was not rated high before.",
        look_at="assessment: risk screening",
        expression=yes_if(
            "k.declared_previous_high", on_record="k.declared_previous_high is not null"
        ),
        type="yes_no",
    ),
    Feature(
        name="deregistered_high_or_da_flags",
        unit="entries",
        missing_means="no table of registrations",
        direction=1,
        sentence="Closed register entries on risk, abuse or weapons: {value}, the last on {date}.",
        sentence_absent="No register entry on high risk, abuse or weapons was closed.",
        look_at="registers, closed entries too",
        table="registrations",
        expression=count_where(_DEREGISTERED),
        when_none="0",
        evidence_date=last_day("f.end_date", _DEREGISTERED),
    ),
    Feature(
        name="historic_intelligence_count",
        unit="replies",
        missing_means="no table of enquiries",
        direction=1,
        sentence="Replies on police or prison intelligence that held information: {value}.",
        sentence_absent="No reply on police or prison intelligence held information.",
        look_at="enquiries: replies",
        table="enquiries",
        expression=count_where(
            "f.enquiry_type in ('police_intelligence', 'prison_intelligence')"
            " and f.response_date <= k.as_of_date and f.outcome = 'information_held'"
        ),
        when_none="0",
    ),
    Feature(
        name="custody_behaviour_flagged",
        unit="yes/no",
        missing_means="screening answers are not on record",
        direction=1,
        sentence="The screening marks behaviour in custody.",
        sentence_absent="The screening marks no behaviour in custody.",
        look_at="assessment: risk screening; prison records",
        expression=yes_where_list(
            "k.screening_flags",
            "custody_behaviour",
            "custody_behaviour_current",
            "custody_behaviour_previous",
            on_record=SCREENED,
        ),
        type="yes_no",
    ),
)
_MEASURES = (
    EARLIER_RATINGS,
    PREVIOUS_DATE,
    HIGHEST_EARLIER,
    LATEST_EARLIER,
    Measure("highest_registered", "registrations", f"max({_REGISTERED_RANK})"),
)
HISTORY = Theme("history", "Was what went before carried forward?", _FEATURES, _MEASURES)
