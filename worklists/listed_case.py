"""The one list of the columns of a listed case.

Page, workbook, CSV, JSON Lines and the JSON Schema follow from it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from worklists.column_kinds import CaseColumn

RESTRICTED = (
    "This is a restricted access case. Check the case record if you require access "
    "or further information."
)


@dataclass(frozen=True, kw_only=True)
class PublishedCase:
    """One listed case; each field says how readers get it.

    Of a restricted case everything but reference, position and since when it is listed is blank.
    To add a column, add a field: it is read from the row of that name in ``worklist.parquet`` or
    ``cases.parquet``.
    """

    position: Annotated[
        int,
        CaseColumn(
            "No.",
            "number",
            "Place on the list; 1 is the first to look at.",
            place="cell",
            width=5,
            always=True,
            checks={"type": "integer", "minimum": 1},
        ),
    ]
    case_reference: Annotated[
        str,
        CaseColumn(
            "Case reference",
            "text",
            "A pseudonym, unless identities were joined on delivery.",
            place="cell",
            width=14,
            always=True,
            checks={"minLength": 1},
        ),
    ]
    assigned: Annotated[str, CaseColumn("", "text", "The level's code; empty if restricted.")]
    assigned_title: Annotated[str, CaseColumn("Rating", "level", place="cell", width=10)]
    assessment_date: Annotated[date | None, CaseColumn("Assessed", "date", place="cell", width=13)]
    age_weeks: Annotated[
        int | None,
        CaseColumn(
            "Weeks since assessed",
            "age",
            "Whole weeks from the assessment to the list; null for a source without dates.",
            place="beside",
            width=9,
        ),
    ]
    at_risk: Annotated[tuple[str, ...], CaseColumn("Who is at risk", "texts", "", "cell", 18)]
    reasons: Annotated[
        tuple[str, ...],
        CaseColumn(
            "Why it is listed", "texts", "Facts of the record.", "card", 52, checks={"maxItems": 3}
        ),
    ]
    chance_words: Annotated[
        str,
        CaseColumn(
            "How sure",
            "text",
            "What became of past cases like this, with the count; never a single probability.",
            place="beside",
            width=18,
        ),
    ]
    against: Annotated[
        tuple[str, ...],
        CaseColumn("What speaks against", "texts", "What speaks against a second look.", "below"),
    ]
    missing: Annotated[
        tuple[str, ...],
        CaseColumn("What is missing", "texts", "What the records lack.", "card", 24),
    ]
    look_at: Annotated[
        tuple[str, ...],
        CaseColumn("Where to look", "texts", "Where to look in the case record.", "card", 20),
    ]
    predictor_bands: Annotated[
        tuple[str, ...],
        CaseColumn("Predictor bands", "texts", "Bands of the predictors on record.", "below", 26),
    ] = ()
    link: Annotated[
        str,
        CaseColumn(
            "",
            "text",
            "Address of the case record; empty unless a template was set on delivery.",
            always=True,
        ),
    ] = ""
    restricted: Annotated[
        bool,
        CaseColumn(
            "Access",
            "flag",
            place="status",
            always=True,
            tag="Restricted access",
            words=RESTRICTED,
        ),
    ]
    early_licence: Annotated[
        bool, CaseColumn("Early licence", "flag", place="status", tag="Early licence")
    ]
    carried_weeks: Annotated[
        int,
        CaseColumn(
            "Weeks carried over",
            "waited",
            "Weeks since the case was first listed; 0 for a new one.",
        ),
    ]
    carried_since: Annotated[
        date | None,
        CaseColumn(
            "First listed on",
            "date",
            "The day of the list that first held the case; null for a new one.",
            place="status",
            always=True,
            tag="Carried over",
        ),
    ] = None


@dataclass(frozen=True, kw_only=True)
class UrgentCase(PublishedCase):
    """An urgent case: found by a rule, so that there is no chance and nothing is missing."""

    chance_words: Annotated[str, CaseColumn("", "text", "Always empty.")]
    missing: Annotated[tuple[str, ...], CaseColumn("", "texts", "Always empty.")]
    since: Annotated[
        date | None,
        CaseColumn("Found on", "date", "The day of what was found.", place="cell", width=13),
    ]
    next_steps: Annotated[
        tuple[str, ...],
        CaseColumn("What to do today", "texts", "What to do today.", place="card", width=36),
    ]
