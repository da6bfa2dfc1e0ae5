"""How a promise reads."""

from datetime import date

from worklists.follow_up import FollowUp

PROMISE = FollowUp("X1", "Reassess", "", "SPO-7", None, date(2026, 11, 27), overdue=False)


def test_a_promise_without_an_action_says_what_was_decided():
    assert PROMISE.what == "Reassess"
    assert PROMISE.when == "By 27 November 2026"
