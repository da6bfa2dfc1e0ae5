"""Fictional lists: no record of any person is in them."""

from datetime import date, timedelta

from worklists.case_list import STANDING, URGENT_STANDING, Level, PublishedList
from worklists.listed_case import PublishedCase, UrgentCase

ROSH = (
    Level("low", "Low"),
    Level("medium", "Medium"),
    Level("high", "High"),
    Level("very_high", "Very high"),
)
KTAS = tuple(Level(str(level), f"KTAS {level}") for level in (5, 4, 3, 2, 1))
MADE_ON = date(2026, 11, 16)
GATE = (
    "On past audits the model found more than the rule list: 9 more in 100 cases read "
    "(95 % range 4 to 14)."
)
REASONS = (
    "Strong: The serious violence predictor is in the high band (predictors, as of 3 March 2026).",
    "Moderate: No reply is on record to the check asked for on 12 January 2026 (enquiries).",
    "Slight: An earlier rating of high ended on 4 May 2021; nothing explains it (past ratings).",
)


def a_case(position=1, **changes):
    level = ROSH[(1, 1, 2, 0)[position % 4]]
    facts = {
        "case_reference": f"C-{position * 7919 % 100003:05d}-T3KW7",
        "position": position,
        "assigned": level.code,
        "assigned_title": level.title,
        "assessment_date": MADE_ON - timedelta(days=11 + position * 37 % 360),
        "age_weeks": (11 + position * 37 % 360) // 7,
        "at_risk": ("Children: high in the community", "Known adult: medium in the community")
        if position % 3
        else ("Public: medium in the community, high in custody",),
        "reasons": REASONS[: 1 + position % 3],
        "against": ("Kept every appointment since 9 September 2026.",) if position % 2 else (),
        "missing": ("Reply to the safeguarding check",) if position % 3 else (),
        "look_at": ("Contact log from January 2026", "Register of previous ratings"),
        "chance_words": "In past audits of cases like this, about 4 in 10 were raised "
        "(95 % range 3 to 5 in 10, 120 audits).",
        "restricted": False,
        "carried_weeks": position % 5 if position % 5 > 2 else 0,
        "carried_since": MADE_ON - timedelta(weeks=position % 5) if position % 5 > 2 else None,
        "early_licence": position % 6 == 1,
    }
    return PublishedCase(**(facts | changes))


def a_restricted_case(position=1):
    blank = dict.fromkeys(("at_risk", "reasons", "against", "missing", "look_at"), ())
    blank |= {"assigned": "", "assigned_title": "", "chance_words": "", "carried_weeks": 0}
    blank |= {"assessment_date": None, "age_weeks": None, "early_licence": False}
    blank |= {"carried_since": None}
    return a_case(position, restricted=True, **blank)


def a_list(cases=10, **changes):
    if isinstance(cases, int):
        cases = tuple(a_case(position) for position in range(1, cases + 1))
    facts = {
        "list_id": "N01-T3-2026-11-16",
        "unit_id": "N01-T3",
        "source_title": "Probation service, made-up records",
        "made_on": MADE_ON,
        "records_up_to": date(2026, 11, 15),
        "expires_on": date(2026, 11, 30),
        "ranked_by": "This list is ranked by the model.",
        "sentences": (STANDING, GATE),
        "levels": ROSH,
        "cases": tuple(cases),
        "withheld_restricted": sum(case.restricted for case in cases),
    }
    return PublishedList(**(facts | changes))


def a_retrospective_list(cases=10):
    """A list as the emergency-department records give it: another scale, no dates, no groups."""
    plain = {"assessment_date": None, "age_weeks": None, "at_risk": (), "missing": ()}
    plain |= {"carried_weeks": 0, "carried_since": None, "early_licence": False}
    listed = [
        a_case(n, assigned=KTAS[n % 4].code, assigned_title=KTAS[n % 4].title, **plain)
        for n in range(1, cases + 1)
    ]
    said = (
        STANDING,
        "Every case here has been audited already: the list shows what would have been read.",
        "No audits yet: the list is made without learning from any.",
        "An outcome is not an audit.",
    )
    return a_list(
        listed, levels=KTAS, sentences=said, made_on=None, expires_on=None, records_up_to=None
    )


def an_urgent_case(position=1, **changes):
    """A case that a rule found, with what to do today."""
    plain = dict.fromkeys(("missing", "against"), ()) | {"chance_words": "", "carried_weeks": 0}
    plain |= {"carried_since": None}
    found = {
        "since": MADE_ON - timedelta(days=position),
        "next_steps": ("Read the reply and decide today whether the rating holds.",),
        "reasons": ("A reply about children is on record (enquiries, 10 November 2026).",),
    }
    facts = {name: getattr(a_case(position), name) for name in PublishedCase.__annotations__}
    return UrgentCase(**(facts | plain | found | changes))


def an_urgent_list(cases=3, **changes):
    """A team's urgent cases, the oldest finding first."""
    facts = {
        "list_id": "urgent-2026-11-16-N01-T3",
        "ranked_by": "This list is in order by the day of what was found, the oldest first.",
        "sentences": (URGENT_STANDING, "Urgent: what was recorded in the last 28 days."),
        "expires_on": MADE_ON + timedelta(days=1),
        "case_type": UrgentCase,
    }
    listed = [an_urgent_case(position) for position in range(1, cases + 1)]
    return a_list(listed, **(facts | changes))


HOSTILE = (
    '=HYPERLINK("http://evil.example","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><style>*{display:none}",
    "{{ 7 * 7 }}",
    "javascript:alert(1)",
    "\u202egnp.exe",
    "\x00\x1b[31m\x07",
    "a\r\nb,c\td",
    "]]>&amp;'--",
    "x" * 10_000,
)
