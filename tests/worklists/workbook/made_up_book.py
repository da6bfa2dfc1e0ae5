"""A made-up list as it is written to a workbook."""

from datetime import date

from worklists.case_list import STANDING, Level, PublishedList
from worklists.listed_case import PublishedCase

LEVELS = (Level("low", "Low"), Level("medium", "Medium"), Level("high", "High"))


def a_case(position=1, **changed):
    facts = {
        "case_reference": f"P{position:03}",
        "position": position,
        "assigned": "medium",
        "assigned_title": "Medium",
        "assessment_date": date(2026, 3, 3),
        "age_weeks": 36,
        "at_risk": ("Public", "Children"),
        "reasons": ("Rated high in 2021.",),
        "against": ("No new offence.",),
        "missing": ("Police enquiry.",),
        "look_at": ("Register.",),
        "chance_words": "about 4 in 10",
        "restricted": False,
        "carried_weeks": 2,
        "early_licence": True,
    }
    return PublishedCase(**(facts | changed))


def a_list(*cases, levels=LEVELS, **changed):
    facts = {
        "list_id": "W47-leeds",
        "unit_id": "leeds",
        "source_title": "Demo",
        "made_on": date(2026, 11, 16),
        "records_up_to": date(2026, 11, 15),
        "expires_on": date(2026, 11, 23),
        "ranked_by": "model",
        "sentences": (STANDING,),
        "levels": levels,
        "cases": cases or (a_case(),),
        "withheld_restricted": 0,
    }
    return PublishedList(**(facts | changed))
