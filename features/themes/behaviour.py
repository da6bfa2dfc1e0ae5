"""Behaviour: appointments missed, enforcement, recall, arrests, up to the as-of date."""

from features.declaration import Direction, Feature, Measure, Theme
from features.shared_measures import ATTENDED, ENTRIES, LAST_ARREST, PREVIOUS_DATE, SUSPENDED
from features.sql import count_where, last_day, within, yes_if

_12_WEEKS = within("f.contact_date", 84)
_YEAR = within("f.contact_date", 365)
_MISSED = "f.appointment_outcome = 'unacceptable_absence'"
_NOT_COMPLIED = "f.appointment_outcome in ('attended_not_complied', 'sent_home_behaviour')"
_RECALL = "f.contact_group = 'recall'"
_ARREST = "f.contact_group = 'arrest_or_charge'"
_SINCE_RELEASE = "f.contact_date >= k.release_date and k.release_date <= k.as_of_date"
_RELEASED = "k.release_date <= k.as_of_date"
_LET_GO = "f.enforcement_action in ('nfa', 'withdrawn')"
_FORMAL = "f.enforcement_action in ('warning1', 'warning2', 'final_warning', 'breach', 'recall')"
_NO_CONTACTS = "no table of contacts"
_LOG = "contact log"
_APPOINTMENTS = "contact log: appointments"


def _count(  # noqa: PLR0913 - one declaration's words
    name: str, *, rows: str, direction: Direction, some: str, none: str, look_at: str = _LOG
) -> Feature:
    """How many entries of the contact log meet a condition."""
    return Feature(
        name=name,
        unit="contacts",
        missing_means=_NO_CONTACTS,
        direction=direction,
        sentence=some,
        sentence_absent=none,
        look_at=look_at,
        table="contacts",
        expression=count_where(rows),
        when_none="0",
        evidence_date=last_day("f.contact_date", rows) if "{date}" in some else "",
    )


_FEATURES = (
    _count(
        "missed_appointments_12w",
        rows=f"{_MISSED} and {_12_WEEKS}",
        direction=1,
        some="Appointments missed in twelve weeks, no good reason: {value}, the last on {date}.",
        none="No appointment was missed without good reason in twelve weeks.",
        look_at=_APPOINTMENTS,
    ),
    Feature(
        name="missed_share_12w",
        unit="share, 0 to 1",
        missing_means="no appointment fell in twelve weeks, or contact was suspended",
        direction=1,
        sentence="A quarter or more of the appointments of twelve weeks were missed.",
        sentence_absent="Less than a quarter of the appointments of twelve weeks were missed.",
        look_at=_APPOINTMENTS,
        expression=(
            f"case when appointments_12w > 0 and not {SUSPENDED}"
            " then missed_appointments_12w / cast(appointments_12w as double) end"
        ),
        speaks_from=0.25,
    ),
    Feature(
        name="unacceptable_absences_since_release",
        unit="contacts",
        missing_means="no release is on record, or no table of contacts",
        direction=1,
        sentence="Appointments missed without good reason since release: {value}.",
        sentence_absent="No appointment was missed without good reason since release.",
        look_at=_APPOINTMENTS,
        expression=f"case when {_RELEASED} then missed_since_release end",
    ),
    _count(
        "attended_not_complied_12w",
        rows=f"{_NOT_COMPLIED} and {_12_WEEKS}",
        direction=1,
        some="Appointments in twelve weeks, not complied: {value}, the last on {date}.",
        none="No appointment of twelve weeks ended in not complying.",
        look_at=_APPOINTMENTS,
    ),
    _count(
        "enforcement_withdrawn_or_nfa_count",
        rows=f"{_LET_GO} and {_YEAR}",
        direction=1,
        some="Enforcement withdrawn or not pursued in a year: {value}, the last on {date}.",
        none="No enforcement was withdrawn or left unpursued in a year.",
        look_at="contact log: enforcement",
    ),
    _count(
        "enforcement_taken_12w",
        rows=f"{_FORMAL} and {_12_WEEKS}",
        direction=0,
        some="Warnings, breaches or recalls in twelve weeks: {value}.",
        none="No warning, breach or recall was recorded in twelve weeks.",
        look_at="contact log: enforcement",
    ),
    _count(
        "recall_considered_not_taken",
        rows=f"{_RECALL} and coalesce(f.enforcement_action, 'none') <> 'recall'",
        direction=1,
        some="Recalls considered and not taken: {value}, the last on {date}.",
        none="No recall considered and not taken is on record.",
        look_at="contact log: recall",
    ),
    Feature(
        name="arrest_or_charge_since_last_assessment",
        unit="yes/no",
        missing_means=_NO_CONTACTS,
        direction=1,
        sentence="An arrest or charge of {date} is on record since the assessment before this one.",
        sentence_absent="No arrest or charge is on record since the assessment before this one.",
        look_at="contact log: arrests and charges",
        expression=yes_if(
            "last_arrest > coalesce(previous_date, k.as_of_date - interval '365' day)",
            on_record="contact_entries is not null",
        ),
        evidence_date="last_arrest",
        type="yes_no",
    ),
    _count(
        "arrests_or_charges_12w",
        rows=f"{_ARREST} and {_12_WEEKS}",
        direction=1,
        some="Arrests or charges in twelve weeks: {value}, the last on {date}.",
        none="No arrest or charge is on record in twelve weeks.",
        look_at="contact log: arrests and charges",
    ),
    _count(
        "police_contacts_12w",
        rows=f"f.contact_group = 'police' and {_12_WEEKS}",
        direction=1,
        some="Contacts with the police in twelve weeks: {value}, the last on {date}.",
        none="No contact with the police is on record in twelve weeks.",
        look_at="contact log: police",
    ),
    Feature(
        name="days_since_release",
        unit="days",
        missing_means="no release up to then is on record",
        direction=-1,
        sentence="The person was released {value} days before.",
        sentence_absent="The person was released on the same day.",
        look_at="sentence: release",
        expression=f"case when {_RELEASED} then days_between(k.release_date, k.as_of_date) end",
        evidence_date=f"case when {_RELEASED} then k.release_date end",
    ),
    Feature(
        name="released_within_28_days",
        unit="yes/no",
        missing_means="never blank",
        direction=1,
        sentence="The person was released on {date}, in the four weeks before.",
        sentence_absent="No release falls in the four weeks before.",
        look_at="sentence: release",
        expression=yes_if(
            f"{_RELEASED} and k.release_date > k.as_of_date - interval '28' day", on_record="1 = 1"
        ),
        evidence_date=f"case when {_RELEASED} then k.release_date end",
        type="yes_no",
    ),
    Feature(
        name="significant_event_without_review",
        about="practice",
        unit="yes/no",
        missing_means=_NO_CONTACTS,
        direction=1,
        sentence="An arrest or charge of {date} was followed by no risk review.",
        sentence_absent="No arrest or charge of a year stands without a risk review after it.",
        look_at="contact log: arrests and charges, risk reviews",
        expression=yes_if(
            "last_arrest > k.as_of_date - interval '365' day"
            " and (last_review is null or last_review < last_arrest)",
            on_record="contact_entries is not null",
        ),
        evidence_date="last_arrest",
        type="yes_no",
    ),
)
_MEASURES = (
    LAST_ARREST,
    PREVIOUS_DATE,
    ENTRIES,
    Measure(
        "appointments_12w",
        "contacts",
        count_where(f"({ATTENDED} or {_MISSED}) and {_12_WEEKS}"),
        "0",
    ),
    Measure(
        "missed_since_release", "contacts", count_where(f"{_MISSED} and {_SINCE_RELEASE}"), "0"
    ),
    Measure(
        "last_review",
        "contacts",
        last_day("f.contact_date", "f.contact_group = 'risk_review'"),
        type="date",
    ),
)
BEHAVIOUR = Theme("behaviour", "What has happened under supervision?", _FEATURES, _MEASURES)
