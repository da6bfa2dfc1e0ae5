"""Evidence used: what the assessment draws on, and what it leaves open."""

from features.declaration import Feature, Theme
from features.sql import holds, size_of, yes_if, yes_where

SOURCES = (
    "interview", "police", "previous_convictions", "previous_oasys", "prison_records",
    "probation_file", "prosecutor", "psr", "local_authority", "victim_statement", "psychiatric",
    "psychology", "medical", "saq", "rfi", "hostel", "other",
)  # fmt: skip
_SOURCES = "assessment: sources of information"

_FEATURES = (
    Feature(
        name="sources_count",
        unit="sources",
        missing_means="sources of information are not on record",
        direction=-1,
        sentence="Sources of information that it draws on: {value}.",
        sentence_absent="It draws on fewer than four sources of information.",
        look_at=_SOURCES,
        expression=size_of("k.sources_used", SOURCES, on_record="k.sources_used is not null"),
        speaks_from=4.0,
    ),
    Feature(
        name="previous_convictions_not_used",
        unit="yes/no",
        missing_means="sources of information are not on record",
        direction=1,
        sentence="Previous convictions are not among its sources.",
        sentence_absent="Previous convictions are among its sources.",
        look_at=_SOURCES,
        expression=yes_if(
            f"not {holds('k.sources_used', 'previous_convictions')}",
            on_record="k.sources_used is not null",
        ),
        type="yes_no",
    ),
    Feature(
        name="police_not_a_source",
        unit="yes/no",
        missing_means="sources of information are not on record",
        direction=1,
        sentence="Neither police nor prosecution papers are among its sources.",
        sentence_absent="Police or prosecution papers are among its sources.",
        look_at=_SOURCES,
        expression=yes_if(
            f"not {holds('k.sources_used', 'police', 'prosecutor')}",
            on_record="k.sources_used is not null",
        ),
        type="yes_no",
    ),
    Feature(
        name="screening_dont_know_count",
        unit="answers",
        missing_means="screening answers are not on record",
        direction=1,
        sentence="Screening questions answered 'Don't know': {value}.",
        sentence_absent="No screening question was answered 'Don't know'.",
        look_at="assessment: risk screening",
        expression="k.screening_dont_know_count",
    ),
    Feature(
        name="full_analysis_exempted",
        unit="yes/no",
        missing_means="the status of the full analysis is not on record",
        direction=1,
        sentence="The full risk analysis was indicated and exempted.",
        sentence_absent="The full risk analysis was done, or was not indicated.",
        look_at="assessment: full risk analysis",
        expression=yes_where("k.full_analysis_status", "exempted"),
        type="yes_no",
    ),
    Feature(
        name="full_analysis_not_done",
        unit="yes/no",
        missing_means="the status of the full analysis is not on record",
        direction=1,
        sentence="No full risk analysis was done.",
        sentence_absent="A full risk analysis was done.",
        look_at="assessment: full risk analysis",
        expression=yes_where("k.full_analysis_status", "exempted", "not_indicated"),
        type="yes_no",
    ),
    Feature(
        name="sara_not_done_though_indicated",
        unit="yes/no",
        missing_means="the status of the spousal assault assessment is not on record",
        direction=1,
        sentence="A spousal assault assessment (SARA) was indicated and not done.",
        sentence_absent="The spousal assault assessment (SARA) was done, or not indicated.",
        look_at="assessment: SARA",
        expression=yes_where(
            "k.sara_status", "no_trained_assessor", "insufficient_info", "not_completed"
        ),
        type="yes_no",
    ),
)
EVIDENCE_USED = Theme(
    "evidence_used", "What does the assessment draw on?", _FEATURES, about="practice"
)
