"""Measures that more than one theme uses, each computed once.

What counts as a sign of domestic abuse, or as contact with children, is read off the record and
never taken from the rating: so an enquiry that was needed and not made can be told from one that
was not needed.
"""

from features.declaration import Measure
from features.joins import OPEN_ENTRY
from features.sql import any_where, highest, last_day, packed, yes_if, yes_where_list

REGISTERED_ABUSE = Measure(
    "registered_abuse",
    "registrations",
    any_where(f"f.register_code in ('ADVP', 'REG30') and {OPEN_ENTRY}"),
    "0",
)
REGISTERED_STALKING = Measure(
    "registered_stalking",
    "registrations",
    any_where(f"f.register_code = 'SPO' and {OPEN_ENTRY}"),
    "0",
)
REGISTERED_CHILD = Measure(
    "registered_child",
    "registrations",
    any_where(f"f.register_code in ('RCPR', 'RCCO') and {OPEN_ENTRY}"),
    "0",
)
EVER_REGISTERED_ABUSE = Measure(
    "ever_registered_abuse",
    "registrations",
    any_where("f.register_code in ('ADVP', 'REG30')"),
    "0",
)
ABUSE_OFFENCE = Measure("abuse_offence", "offences", any_where("f.domestic_related"), "0")
SEXUAL_OFFENCE = Measure(
    "sexual_offence",
    "offences",
    any_where("f.offence_group in ('sexual_child', 'sexual_adult')"),
    "0",
)
CHILD_OFFENCE = Measure(
    "child_offence",
    "offences",
    any_where("f.offence_group in ('sexual_child', 'child_other')"),
    "0",
)
EARLIER_RATINGS = Measure("earlier_ratings", "earlier_assessments", "count(*)", "0")
PREVIOUS_DATE = Measure(
    "previous_date", "earlier_assessments", "max(f.assessment_date)", type="date"
)
HIGHEST_EARLIER = Measure("highest_earlier", "earlier_assessments", "max(f.assigned_rank)")
LOWEST_EARLIER = Measure("lowest_earlier", "earlier_assessments", "min(f.assigned_rank)")
LATEST_EARLIER = Measure(
    "latest_earlier",
    "earlier_assessments",
    f"max({packed('f.assessment_date', 'f.assigned_rank')})",
)
LAST_ARREST = Measure(
    "last_arrest",
    "contacts",
    last_day("f.contact_date", "f.contact_group = 'arrest_or_charge'"),
    type="date",
)
ENTRIES = Measure("contact_entries", "contacts", "count(*)", "0")

ATTENDED = "f.appointment_outcome in ('complied', 'attended_not_complied')"
SUSPENDED = "coalesce(k.contact_suspended, false)"
# A blank list says that nothing was ticked, if its part of the form holds any answer at all.
SCREENED = (
    "(k.screening_flags is not null or k.screening_dont_know_count is not null"
    " or k.declared_previous_high is not null or k.protective_orders_count is not null)"
)
NEEDS_ANSWERED = "(k.needs_linked_to_harm is not null or k.needs_severe_count is not null)"
_SCREENED_ABUSE = yes_where_list(
    "k.screening_flags",
    "domestic_abuse",
    "domestic_abuse_current",
    "domestic_abuse_previous",
    on_record=SCREENED,
)
_CHILD_CONTACT = yes_if(
    "k.child_contact_potential", on_record="k.child_contact_potential is not null"
)
ABUSE = highest("ever_registered_abuse", "abuse_offence", _SCREENED_ABUSE)
ABUSE_MEASURES = (EVER_REGISTERED_ABUSE, ABUSE_OFFENCE)
CHILDREN = highest("registered_child", "child_offence", _CHILD_CONTACT)
CHILDREN_MEASURES = (REGISTERED_CHILD, CHILD_OFFENCE)
