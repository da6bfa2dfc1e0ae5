"""The page of promises."""

from datetime import date

from tests.worklists.made_up import a_list
from worklists.follow_up import FollowUp
from worklists.publishing.follow_up_page import follow_up_page

DAY = date(2026, 11, 27)
LATE = FollowUp("X1", "Reassess", "Review a register", "<b>SPO", DAY, DAY, overdue=True)


def test_the_page_counts_what_is_overdue_and_escapes_what_came_back():
    page = follow_up_page(a_list(1, follow_ups=(LATE,), marking="OFFICIAL"))

    assert "<dt>Overdue</dt><dd>1 case</dd>" in page
    assert "&lt;b&gt;SPO" in page
    assert "<b>SPO" not in page
    assert '<p class="marking">OFFICIAL</p>' in page
