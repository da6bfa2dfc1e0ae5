"""Evidence gaps: enquiries that were needed and not made, or made and not answered."""

from features.declaration import Feature, Measure, Theme
from features.shared_measures import ABUSE, ABUSE_MEASURES, CHILDREN, CHILDREN_MEASURES
from features.sql import any_where, count_where, last_day, yes_if

# The outcome of an enquiry is known with its reply, never before.
_ANSWERED = "(f.response_date <= k.as_of_date and coalesce(f.outcome, 'none') <> 'no_reply')"
_ABUSE_ASKED = "f.enquiry_type = 'domestic_abuse_police'"
_CHILD_ASKED = "f.enquiry_type = 'child_safeguarding'"
_NO_ENQUIRIES = "no table of enquiries"
_LOOK = "enquiries: request and reply dates"

_FEATURES = (
    Feature(
        name="da_enquiry_missing_when_needed",
        unit="yes/no",
        missing_means="no table of enquiries, or nothing on record tells whether it was needed",
        direction=1,
        sentence="The record shows domestic abuse and no domestic abuse check with the police.",
        sentence_absent="A domestic abuse check with the police is on record, or none was needed.",
        look_at=_LOOK,
        expression=yes_if(
            f"{ABUSE} = 1 and abuse_enquiries = 0",
            on_record=f"{ABUSE} is not null and abuse_enquiries is not null",
        ),
        type="yes_no",
    ),
    Feature(
        name="child_enquiry_missing_when_needed",
        unit="yes/no",
        missing_means="no table of enquiries, or nothing on record tells whether it was needed",
        direction=1,
        sentence="Contact with children is possible; no safeguarding check is on record.",
        sentence_absent="A safeguarding check is on record, or none was needed.",
        look_at=_LOOK,
        expression=yes_if(
            f"{CHILDREN} = 1 and child_enquiries = 0",
            on_record=f"{CHILDREN} is not null and child_enquiries is not null",
        ),
        type="yes_no",
    ),
    Feature(
        name="da_enquiry_unanswered_when_needed",
        unit="yes/no",
        missing_means="no table of enquiries, or nothing on record tells whether it was needed",
        direction=1,
        sentence="No reply is recorded to the domestic abuse check asked on {date}.",
        sentence_absent="No needed domestic abuse check is waiting for its first reply.",
        look_at=_LOOK,
        expression=yes_if(
            f"{ABUSE} = 1 and abuse_enquiries > 0 and abuse_replies = 0",
            on_record=f"{ABUSE} is not null and abuse_enquiries is not null",
        ),
        evidence_date=f"case when {ABUSE} = 1 and abuse_replies = 0 then abuse_asked end",
        type="yes_no",
    ),
    Feature(
        name="child_enquiry_unanswered_when_needed",
        unit="yes/no",
        missing_means="no table of enquiries, or nothing on record tells whether it was needed",
        direction=1,
        sentence="No reply is recorded to the safeguarding check asked on {date}.",
        sentence_absent="No needed safeguarding check is waiting for its first reply.",
        look_at=_LOOK,
        expression=yes_if(
            f"{CHILDREN} = 1 and child_enquiries > 0 and child_replies = 0",
            on_record=f"{CHILDREN} is not null and child_enquiries is not null",
        ),
        evidence_date=f"case when {CHILDREN} = 1 and child_replies = 0 then child_asked end",
        type="yes_no",
    ),
    Feature(
        name="enquiry_unanswered_days",
        unit="days",
        missing_means=_NO_ENQUIRIES,
        direction=1,
        sentence="An enquiry asked on {date} had waited {value} days without a reply.",
        sentence_absent="No enquiry of the last two years was waiting for a reply.",
        look_at=_LOOK,
        expression=(
            "case when enquiries_made is not null"
            " then coalesce(days_between(longest_waiting, k.as_of_date), 0) end"
        ),
        evidence_date="longest_waiting",
    ),
    Feature(
        name="enquiries_unanswered",
        unit="enquiries",
        missing_means=_NO_ENQUIRIES,
        direction=1,
        sentence="Enquiries without a reply: {value}.",
        sentence_absent="No enquiry was without a reply.",
        look_at=_LOOK,
        table="enquiries",
        expression=count_where(f"not coalesce({_ANSWERED}, false)"),
        when_none="0",
    ),
    Feature(
        name="days_since_da_enquiry",
        unit="days",
        missing_means="no domestic abuse check is on record",
        direction=1,
        sentence="The last domestic abuse check with the police was asked {value} days before.",
        sentence_absent="A domestic abuse check with the police was asked on the same day.",
        look_at=_LOOK,
        expression="days_between(abuse_asked, k.as_of_date)",
        evidence_date="abuse_asked",
    ),
    Feature(
        name="days_since_child_enquiry",
        unit="days",
        missing_means="no safeguarding check is on record",
        direction=1,
        sentence="The last safeguarding check was asked {value} days before.",
        sentence_absent="A safeguarding check was asked on the same day.",
        look_at=_LOOK,
        expression="days_between(child_asked, k.as_of_date)",
        evidence_date="child_asked",
    ),
    Feature(
        name="replies_with_information",
        about="person",
        unit="replies",
        missing_means=_NO_ENQUIRIES,
        direction=1,
        sentence="Replies in which other agencies held information: {value}, the last on {date}.",
        sentence_absent="No reply of another agency said that it held information.",
        look_at="enquiries: replies",
        table="enquiries",
        expression=count_where(f"{_ANSWERED} and f.outcome = 'information_held'"),
        when_none="0",
        evidence_date=last_day(
            "f.response_date", f"{_ANSWERED} and f.outcome = 'information_held'"
        ),
    ),
    Feature(
        name="replies_refused_or_partial",
        unit="replies",
        missing_means=_NO_ENQUIRIES,
        direction=1,
        sentence="Enquiries refused or answered in part: {value}.",
        sentence_absent="No enquiry was refused or answered in part.",
        look_at="enquiries: replies",
        table="enquiries",
        expression=count_where(f"{_ANSWERED} and f.outcome in ('refused', 'partial')"),
        when_none="0",
    ),
    Feature(
        name="police_intelligence_asked",
        unit="yes/no",
        missing_means=_NO_ENQUIRIES,
        direction=-1,
        sentence="Police intelligence was asked for.",
        sentence_absent="Police intelligence was not asked for.",
        look_at=_LOOK,
        table="enquiries",
        expression=any_where("f.enquiry_type = 'police_intelligence'"),
        when_none="0",
        type="yes_no",
    ),
)
_MEASURES = (
    *ABUSE_MEASURES,
    *CHILDREN_MEASURES,
    Measure("enquiries_made", "enquiries", "count(*)", "0"),
    Measure("abuse_enquiries", "enquiries", count_where(_ABUSE_ASKED), "0"),
    Measure("abuse_replies", "enquiries", count_where(f"{_ABUSE_ASKED} and {_ANSWERED}"), "0"),
    Measure("abuse_asked", "enquiries", last_day("f.requested_date", _ABUSE_ASKED), type="date"),
    Measure("child_enquiries", "enquiries", count_where(_CHILD_ASKED), "0"),
    Measure("child_replies", "enquiries", count_where(f"{_CHILD_ASKED} and {_ANSWERED}"), "0"),
    Measure("child_asked", "enquiries", last_day("f.requested_date", _CHILD_ASKED), type="date"),
    Measure(
        "longest_waiting",
        "enquiries",
        f"min(f.requested_date) filter (where not coalesce({_ANSWERED}, false)"
        " and f.requested_date > k.as_of_date - interval '730' day)",
        type="date",
    ),
)
EVIDENCE_GAPS = Theme(
    "evidence_gaps",
    "Was what was needed asked and answered?",
    _FEATURES,
    _MEASURES,
    about="practice",
)
