import pytest

from benchmarks.faults.project import Ended
from benchmarks.faults.recovery import Count, recover

REFUSED = Ended(2, "x: 1 fault\n  next: do this")


class Scripted:
    """A project whose runs end as they are told to."""

    def __init__(self, *ends, products=None):
        self._ends = list(ends)
        self._products = products or {"a": "1"}

    def make(self):
        return self._ends.pop(0)

    def products(self):
        return self._products


@pytest.mark.parametrize(
    ("ends", "kind"),
    [
        ([Ended(0, "")], "healed"),
        ([REFUSED, Ended(0, "")], "refused"),
        ([Ended(1, "Traceback")], "stuck"),
        ([Ended(None, "")], "stuck"),
        ([REFUSED] * 3, "stuck"),
    ],
)
def test_a_run_after_a_fault_heals_refuses_or_is_stuck(ends, kind, monkeypatch):
    monkeypatch.setattr("time.sleep", lambda _: None)

    assert recover(Scripted(*ends), {"a": "1"})[0] == kind


def test_other_bytes_are_wrong():
    kind, why = recover(Scripted(Ended(0, "")), {"a": "2"})

    assert kind == "wrong"
    assert "'a'" in why


@pytest.mark.parametrize(
    ("ended", "in_words"),
    [(Ended(130, "Stopped"), True), (Ended(-15, ""), True), (Ended(1, ""), False), (REFUSED, True)],
)
def test_an_end_is_in_words_or_by_a_signal(ended, in_words):
    assert ended.in_words is in_words


def test_counts_are_one_line():
    count = Count()
    count.add("healed", in_time=True, left=False)

    assert str(count).startswith("trials 1, missed 0, healed 1, refused 0, wrong 0, stuck 0")
