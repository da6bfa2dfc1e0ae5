"""One page in plain English, for the public and for victims and their families."""

from reports.page import ReportPage, Section

TITLE = "How ratings are checked: a summary"


BEFORE = (
    Section(
        "What a rating is",
        (
            (
                "A probation practitioner rates how much serious harm a person could "
                "cause. The rating decides how closely the person is supervised."
            ),
            (
                "Some ratings are too low, and some are too high. Reviewers called auditors "
                "look at a small number of them."
            ),
        ),
    ),
    Section(
        "What this system does",
        (
            (
                "It learns from past audits what ratings that were changed had in common. It "
                "then suggests to reviewers which ratings to read first."
            ),
            "A reviewer reads the whole assessment and decides. The system changes no rating.",
        ),
    ),
)
AFTER = (
    Section(
        "What it cannot do",
        (
            "It cannot say who will cause harm. It does not predict crimes.",
            "A rating that is not suggested has not been checked.",
            (
                "It does not use ethnic group, sex, religion or disability. A report checks "
                "every year whether any group is missed more often."
            ),
            "It does not score or rank members of staff.",
        ),
    ),
    Section(
        "If you have a question",
        ("Contact: [to be filled in by the owner]. Support for victims: [to be filled in].",),
    ),
)
LEAD = "What is done to find ratings that should be changed, and what it cannot do."


def public_summary(prevalence_lead: str) -> ReportPage:
    """What is done, what it cannot do, and the headline figure."""
    figure = Section("How many ratings would change", (prevalence_lead,))
    return ReportPage("public-summary", TITLE, LEAD, [*BEFORE, figure, *AFTER])
