"""Which rows of a table belong to an assessment: only those known on its as-of date.

Each table is read once. ``k.known_by`` is the moment up to which facts count. A signature
carries a day and no time, so in ``as_of: signature`` it is the first moment of that day: what was
recorded later on the day of signing cannot be shown to have been known, and is left out (an entry
whose ``known_at`` has a date alone still counts on that date). In ``as_of: run_date`` it is the
last moment of the run date. Dates of events must be reached as well: an appointment entered ahead
is not yet a fact.
"""

from dataclasses import dataclass

from features.refusals import COPIES_OF_THE_RATING, REFUSED_REGISTERS
from features.sql import quoted


@dataclass(frozen=True)
class TableJoin:
    """One table, read once. ``join`` says which of its rows ``f`` belong to the case ``k``."""

    name: str
    table: str
    join: str
    relation: str = ""

    @property
    def rows(self) -> str:
        """What the query reads: the table, or what has been made of it."""
        return self.relation or self.table

    @property
    def by_person(self) -> bool:
        """Whether rows belong to cases of the same person alone."""
        return "f.person_id = k.person_id" in self.join


OPEN_ENTRY = "(f.end_date is null or f.end_date > k.as_of_date)"
# A new rating closes the copy of the one before: an end on or after signing says the new level.
CLOSED_ENTRY = (
    f"(f.end_date <= k.as_of_date and (f.register_code not in ({quoted(COPIES_OF_THE_RATING)})"
    " or f.end_date < k.assessment_date))"
)
_MONTHS = "f.month <= k.load_month and f.month > k.load_month - interval '3' month"
_PERSON = "f.person_id = k.person_id and f.known_at <= k.known_by"
_ALL = (
    TableJoin("extra", "extra", "f.assessment_id = k.assessment_id"),
    TableJoin(
        "earlier_assessments",
        "assessments",
        "f.person_id = k.person_id and f.assessment_date < k.assessment_date",
        relation="cases",
    ),
    TableJoin(
        "registrations",
        "registrations",
        f"{_PERSON} and f.start_date <= k.as_of_date"
        f" and f.register_code not in ({quoted(REFUSED_REGISTERS)})"
        f" and (f.register_code not in ({quoted(COPIES_OF_THE_RATING)})"
        " or (f.start_date < k.assessment_date and f.known_at < k.signed_at))",
    ),
    TableJoin("offences", "offences", f"{_PERSON} and f.conviction_date <= k.as_of_date"),
    TableJoin("enquiries", "enquiries", f"{_PERSON} and f.requested_date <= k.as_of_date"),
    TableJoin("contacts", "contacts", f"{_PERSON} and f.contact_date <= k.as_of_date"),
    TableJoin(
        "practitioner_months", "practitioner_months", f"f.assessor_id = k.assessor_id and {_MONTHS}"
    ),
    TableJoin("unit_months", "unit_months", f"f.unit_id = k.unit_id and {_MONTHS}"),
)
JOINS = {one.name: one for one in _ALL}
