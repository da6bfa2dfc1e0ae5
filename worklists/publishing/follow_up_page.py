"""The page of what a team said it would do: one file beside its lists."""

from worklists.case_list import PublishedList
from worklists.publishing.environment import environment

FOLLOW_UP = "follow-up.html"


def follow_up_page(published: PublishedList) -> str:
    """The promises that go with a list as a whole HTML document, overdue ones first."""
    overdue = sum(one.overdue for one in published.follow_ups)
    return (
        environment()
        .get_template("follow_up.html")
        .render(published=published, marking=published.marking, overdue=overdue)
    )
