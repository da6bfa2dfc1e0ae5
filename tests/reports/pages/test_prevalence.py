"""The page on prevalence says the headline, its groups, and where nobody can tell."""

from reports.pages import prevalence
from tests.made_up_disclosure import RULES
from tests.reports.made_up import evidence


def test_both_kinds_are_given_by_rating_region_and_quarter():
    made = evidence()

    page = prevalence.page(prevalence.estimates(made), made, RULES)

    assert page.lead.startswith("Of all ratings an auditor would find: ")
    assert [section.heading for section in page.sections][:2] == [
        "Rated too low",
        "Rated too high",
    ]
    captions = [table.caption for table in page.sections[0].tables]
    assert captions == ["By rating", "By region", "By quarter"]
    assert [row[0] for row in page.sections[0].tables[1].rows] == ["R0", "R1", "R2", "R3"]


def test_ratings_stand_from_the_lowest_to_the_highest():
    made = evidence()
    made.cases["assigned"] = ["very_high", "low", "medium", "high"] * 1000

    page = prevalence.page(prevalence.estimates(made), made, RULES)

    levels = [row[0] for row in page.sections[0].tables[0].rows]
    assert levels == ["Low", "Medium", "High", "Very high"]


def test_counts_are_rounded():
    made = evidence(n=3333)

    page = prevalence.page(prevalence.estimates(made), made, RULES)

    assert page.sections[0].tables[0].rows[0][1] == "3,335"


def test_without_audits_it_says_that_there_are_too_few():
    made = evidence(audited=0.0)

    page = prevalence.page(prevalence.estimates(made), made, RULES)

    assert page.lead == "Too few audits to say how many ratings an auditor would change."
