"""Data quality: gaps, late entries and dates that do not fit, as signals of their own."""

from features.declaration import Feature, Measure, Theme
from features.sql import any_where, count_where, within, yes_if

# Blank lists are left out: a blank there says that nothing was ticked.
_CORE = (
    "initiated_date", "assessment_type", "purpose", "full_analysis_status", "interview_mode",
    "sara_status", "reoffending_2yr_pct", "violence_2yr_pct", "serious_violence_2yr_pct",
    "serious_recidivism_pct", "child_contact_potential", "declared_previous_high",
    "protective_orders_count",
)  # fmt: skip
_CELLS = (
    "rosh_children_community", "rosh_public_community", "rosh_known_adult_community",
    "rosh_staff_community",
)  # fmt: skip
_LATE = "f.known_at > f.contact_date + interval '8' day"
_BLANKS = " + ".join(f"case when k.{column} is null then 1 else 0 end" for column in _CORE)
_BLANK_CELLS = " + ".join(f"case when k.{column} is null then 1 else 0 end" for column in _CELLS)

_FEATURES = (
    Feature(
        name="late_recording_share_26w",
        unit="share, 0 to 1",
        missing_means="no contact of 26 weeks is on record",
        direction=1,
        sentence="A tenth or more of the contacts of 26 weeks were recorded over a week late.",
        sentence_absent="Contacts of 26 weeks were recorded in good time.",
        look_at="contact log: dates of recording",
        expression=("case when contacts_26w > 0 then late_26w / cast(contacts_26w as double) end"),
        speaks_from=0.1,
    ),
    Feature(
        name="late_registrations",
        unit="entries",
        missing_means="no table of registrations",
        direction=1,
        sentence="Register entries made over a month after the event: {value}.",
        sentence_absent="No register entry was made over a month after the event.",
        look_at="registers: dates of recording",
        table="registrations",
        expression=count_where("f.known_at > f.start_date + interval '31' day"),
        when_none="0",
    ),
    Feature(
        name="missing_core_items",
        unit="items",
        missing_means="never blank",
        direction=1,
        sentence="Core items of the assessment left blank: {value} of 13.",
        sentence_absent="No core item of the assessment is blank.",
        look_at="assessment: blank items",
        expression=_BLANKS,
    ),
    Feature(
        name="community_cells_blank",
        unit="cells",
        missing_means="never blank",
        direction=1,
        sentence="Levels by group in the community left blank: {value} of four.",
        sentence_absent="No level by group in the community is blank.",
        look_at="assessment: levels by group",
        expression=_BLANK_CELLS,
    ),
    Feature(
        name="predictors_missing",
        unit="yes/no",
        missing_means="never blank",
        direction=1,
        sentence="No predictor of serious harm was calculated.",
        sentence_absent="A predictor of serious harm was calculated.",
        look_at="assessment: predictor scores",
        expression=yes_if(
            "k.serious_recidivism_pct is null and k.serious_violence_2yr_pct is null",
            on_record="1 = 1",
        ),
        type="yes_no",
    ),
    Feature(
        name="conflicting_dates",
        unit="yes/no",
        missing_means="never blank",
        direction=0,
        sentence="Dates on record contradict each other.",
        sentence_absent="Dates on record agree.",
        look_at="assessment: dates; contact log: dates of recording",
        expression=yes_if(
            "k.initiated_date > k.assessment_date"
            " or coalesce(ahead_of_event, 0) = 1 or coalesce(ended_before_start, 0) = 1",
            on_record="1 = 1",
        ),
        type="yes_no",
    ),
    Feature(
        name="person_moved_unit_12m",
        unit="yes/no",
        missing_means="never blank",
        direction=1,
        sentence="An assessment of {date}, within a year, was made by another team.",
        sentence_absent="No assessment of the year before was made by another team.",
        look_at="assessment history: teams",
        table="earlier_assessments",
        expression=any_where(
            "f.unit_id <> k.unit_id and f.assessment_date > k.assessment_date - interval '365' day"
        ),
        when_none="0",
        evidence_date=(
            "max(f.assessment_date) filter (where f.unit_id <> k.unit_id"
            " and f.assessment_date > k.assessment_date - interval '365' day)"
        ),
        type="yes_no",
    ),
)
_MEASURES = (
    Measure("contacts_26w", "contacts", count_where(within("f.contact_date", 182)), "0"),
    Measure(
        "late_26w", "contacts", count_where(f"{_LATE} and {within('f.contact_date', 182)}"), "0"
    ),
    Measure(
        "ahead_of_event",
        "contacts",
        any_where("f.known_at < f.contact_date - interval '7' day"),
        "0",
    ),
    Measure(
        "ended_before_start",
        "registrations",
        any_where("f.end_date < f.start_date and f.end_date <= k.as_of_date"),
        "0",
    ),
)
DATA_QUALITY = Theme(
    "data_quality", "How sound is the record itself?", _FEATURES, _MEASURES, about="practice"
)
