"""Contact: how the person was seen in the twelve weeks before.

Where contact is suspended by policy, few contacts say nothing: those features are then blank.
"""

from features.declaration import Feature, Measure, Theme
from features.shared_measures import ATTENDED, SUSPENDED
from features.sql import count_where, last_day, within, yes_if

_12_WEEKS = within("f.contact_date", 84)
_HOME_VISIT = f"f.contact_group = 'home_visit' and {_12_WEEKS}"
_FACE_TO_FACE = "f.contact_group in ('office', 'home_visit')"
_APPOINTMENTS = "contact log: appointments"

_FEATURES = (
    Feature(
        name="in_person_share_12w",
        unit="share, 0 to 1",
        missing_means="no attended appointment in twelve weeks, or contact was suspended",
        direction=-1,
        sentence="Half or more of the appointments kept in twelve weeks were face to face.",
        sentence_absent="Under half of the appointments kept in twelve weeks were face to face.",
        look_at=_APPOINTMENTS,
        expression=(
            f"case when attended_12w > 0 and not {SUSPENDED}"
            " then face_to_face_12w / cast(attended_12w as double) end"
        ),
        speaks_from=0.5,
    ),
    Feature(
        name="seen_in_person_12w",
        unit="contacts",
        missing_means="no table of contacts, or contact was suspended",
        direction=-1,
        sentence="Meetings face to face in twelve weeks: {value}.",
        sentence_absent="The person was not seen face to face in twelve weeks.",
        look_at=_APPOINTMENTS,
        expression=f"case when not {SUSPENDED} then face_to_face_12w end",
    ),
    Feature(
        name="home_visits_12w",
        unit="contacts",
        missing_means="no table of contacts",
        direction=-1,
        sentence="Home visits in twelve weeks: {value}, the last on {date}.",
        sentence_absent="No home visit is on record in twelve weeks.",
        look_at=_APPOINTMENTS,
        table="contacts",
        expression=count_where(_HOME_VISIT),
        when_none="0",
        evidence_date=last_day("f.contact_date", _HOME_VISIT),
    ),
    Feature(
        name="minutes_an_appointment_12w",
        unit="minutes",
        missing_means="no length of an appointment in twelve weeks is on record",
        direction=-1,
        sentence="Appointments of twelve weeks took {value} minutes on average.",
        sentence_absent="Appointments of twelve weeks took less than 20 minutes on average.",
        look_at=_APPOINTMENTS,
        expression=("case when timed_12w > 0 then minutes_12w / cast(timed_12w as double) end"),
        speaks_from=20.0,
    ),
    Feature(
        name="contact_suspended",
        unit="yes/no",
        missing_means="whether contact is suspended is not on record",
        direction=0,
        sentence="Contact is suspended under a national policy.",
        sentence_absent="Contact is not suspended.",
        look_at="sentence: suspended contact",
        expression=yes_if("k.contact_suspended", on_record="k.contact_suspended is not null"),
        type="yes_no",
    ),
)
_MEASURES = (
    Measure("attended_12w", "contacts", count_where(f"{ATTENDED} and {_12_WEEKS}"), "0"),
    Measure(
        "face_to_face_12w",
        "contacts",
        count_where(f"{_FACE_TO_FACE} and {ATTENDED} and {_12_WEEKS}"),
        "0",
    ),
    Measure(
        "minutes_12w",
        "contacts",
        f"sum(f.duration_minutes) filter (where {ATTENDED} and {_12_WEEKS})",
    ),
    Measure(
        "timed_12w",
        "contacts",
        count_where(f"f.duration_minutes is not null and {ATTENDED} and {_12_WEEKS}"),
        "0",
    ),
)
CONTACT = Theme("contact", "How was the person seen?", _FEATURES, _MEASURES, about="practice")
