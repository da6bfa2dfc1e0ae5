import pytest

from contracts.errors import InputError


def test_every_fault_has_a_line_between_where_it_is_and_what_to_do():
    error = InputError("audits.csv", ["column 'a' is missing", "no row"], "correct the extract")

    assert str(error).split("\n") == [
        "audits.csv: 2 faults",
        "  - column 'a' is missing",
        "  - no row",
        "  next: correct the extract",
    ]


@pytest.mark.parametrize(("count", "words"), [(0, "0 faults"), (1, "1 fault"), (2, "2 faults")])
def test_one_fault_is_not_called_several(count, words):
    head = str(InputError("params.yaml", ["a"] * count, "mend it")).split("\n")[0]

    assert head == f"params.yaml: {words}"


def test_its_parts_can_be_read_and_a_later_fault_does_not_reach_it():
    faults = ["one"]
    error = InputError("here", faults, "look")

    faults.append("two")

    assert (error.where, error.faults, error.next_step) == ("here", ["one"], "look")
