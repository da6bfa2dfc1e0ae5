"""Oversight: what managers and other agencies had seen before the as-of date.

Countersigning is left out: the level itself calls for it.
"""

from features.bands import band_of
from features.declaration import Feature, Measure, Theme
from features.joins import OPEN_ENTRY
from features.shared_measures import ABUSE, ABUSE_MEASURES, ENTRIES
from features.sql import any_where, count_where, last_day, within, yes_if

_12_WEEKS = within("f.contact_date", 84)
_OVERSIGHT = "f.contact_group = 'oversight'"
_REVIEW = "f.contact_group = 'risk_review'"
_MULTI_AGENCY = "f.contact_group in ('mappa', 'marac')"
_MAPPA = f"f.register_code = 'MAPP' and {OPEN_ENTRY}"
_NO_CONTACTS = "no table of contacts"
_LOG = "contact log: management oversight"
_SERIOUS = band_of("k.serious_recidivism_pct", (3,))

_FEATURES = (
    Feature(
        name="oversight_contacts_12w",
        unit="contacts",
        missing_means=_NO_CONTACTS,
        direction=-1,
        sentence="Entries of management oversight in twelve weeks: {value}, the last on {date}.",
        sentence_absent="No management oversight is recorded in the twelve weeks before.",
        look_at=_LOG,
        table="contacts",
        expression=count_where(f"{_OVERSIGHT} and {_12_WEEKS}"),
        when_none="0",
        evidence_date=last_day("f.contact_date", f"{_OVERSIGHT} and {_12_WEEKS}"),
    ),
    Feature(
        name="days_since_oversight",
        unit="days",
        missing_means="no management oversight is on record",
        direction=1,
        sentence="The last management oversight, of {date}, is {value} days old.",
        sentence_absent="Management oversight is recorded on the same day.",
        look_at=_LOG,
        expression="days_between(last_oversight, k.as_of_date)",
        evidence_date="last_oversight",
    ),
    Feature(
        name="risk_review_discussion_12w",
        unit="contacts",
        missing_means=_NO_CONTACTS,
        direction=-1,
        sentence="Risk reviews held in twelve weeks: {value}, the last on {date}.",
        sentence_absent="No risk review is recorded in the twelve weeks before.",
        look_at="contact log: risk reviews",
        table="contacts",
        expression=count_where(f"{_REVIEW} and {_12_WEEKS}"),
        when_none="0",
        evidence_date=last_day("f.contact_date", f"{_REVIEW} and {_12_WEEKS}"),
    ),
    Feature(
        name="multi_agency_meeting_90d",
        unit="contacts",
        missing_means=_NO_CONTACTS,
        direction=-1,
        sentence="Multi-agency meetings in 90 days: {value}, the last on {date}.",
        sentence_absent="No multi-agency meeting is recorded in 90 days.",
        look_at="contact log: MAPPA and MARAC",
        table="contacts",
        expression=count_where(f"{_MULTI_AGENCY} and {within('f.contact_date', 90)}"),
        when_none="0",
        evidence_date=last_day("f.contact_date", _MULTI_AGENCY),
    ),
    Feature(
        name="mappa_level_2_3",
        about="person",
        unit="yes/no",
        missing_means="no table of registrations",
        direction=-1,
        sentence="The case is managed at MAPPA level 2 or 3.",
        sentence_absent="The case is not managed at MAPPA level 2 or 3.",
        look_at="registers: MAPPA",
        table="registrations",
        expression=any_where(f"{_MAPPA} and f.level in ('M2', 'M3')"),
        when_none="0",
        type="yes_no",
    ),
    Feature(
        name="mappa_registered",
        about="person",
        unit="yes/no",
        missing_means="no table of registrations",
        direction=0,
        sentence="The case is registered under MAPPA, since {date}.",
        sentence_absent="The case is not registered under MAPPA.",
        look_at="registers: MAPPA",
        table="registrations",
        expression=any_where(_MAPPA),
        when_none="0",
        evidence_date=f"min(f.start_date) filter (where {_MAPPA})",
        type="yes_no",
    ),
    Feature(
        name="oversight_required_but_none",
        unit="yes/no",
        missing_means=_NO_CONTACTS,
        direction=1,
        sentence="The record gives cause for a manager's oversight; twelve weeks hold none.",
        sentence_absent="A manager's oversight is recorded, or the record gives no cause.",
        look_at=_LOG,
        expression=yes_if(
            f"oversight_contacts_12w = 0 and (coalesce({_SERIOUS}, 0) = 1 or troubled_12w > 0"
            f" or coalesce({ABUSE}, 0) = 1)",
            on_record="contact_entries is not null",
        ),
        type="yes_no",
    ),
    Feature(
        name="victim_liaison_contacts_year",
        unit="contacts",
        missing_means=_NO_CONTACTS,
        direction=0,
        sentence="Contacts of victim liaison in a year: {value}.",
        sentence_absent="No victim liaison is recorded in a year.",
        look_at="contact log: victim liaison",
        table="contacts",
        expression=count_where(
            f"f.contact_group = 'victim_liaison' and {within('f.contact_date', 365)}"
        ),
        when_none="0",
    ),
)
_MEASURES = (
    ENTRIES,
    *ABUSE_MEASURES,
    Measure("last_oversight", "contacts", last_day("f.contact_date", _OVERSIGHT), type="date"),
    Measure(
        "troubled_12w",
        "contacts",
        count_where(f"f.contact_group in ('arrest_or_charge', 'recall') and {_12_WEEKS}"),
        "0",
    ),
)
OVERSIGHT = Theme(
    "oversight", "Who else had looked at the case?", _FEATURES, _MEASURES, about="practice"
)
