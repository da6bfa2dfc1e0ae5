"""Every fault in an answer is named by its cell, with the cure, and nothing is taken in."""

from datetime import UTC, date, datetime

import pytest

from contracts.errors import InputError
from tests.worklists import letters
from worklists.workbook import layout


def cell(at, value, sheet="Cases"):
    return lambda book: book[sheet].__setitem__(at, value)


def staff_reference(value):
    return cell("B22", value, "How to use")


def finished_on(value):
    return cell("B23", value, "How to use")


def bare_number(at):
    def edit(book):
        book["Cases"][at] = 46357
        book["Cases"][at].number_format = "General"

    return edit


OUT, NEW, WHY, ACT, DAY = (letters.LETTER[name] for name in layout.INPUT)
FAULTS = [
    (
        "an outcome in free text",
        cell(f"{OUT}2", "looks fine to me"),
        f"{OUT}2: choose one of: Level conf",
    ),
    (
        "an outcome in other letters",
        cell(f"{OUT}2", "LEVEL RAISED"),
        f"{OUT}2: choose one of: Level conf",
    ),
    (
        "answers without an outcome",
        cell(f"{OUT}2", None),
        f"{OUT}2: choose an outcome, or clear the other",
    ),
    ("a raised level without a level", cell(f"{NEW}3", None), f"{NEW}3: choose a new level"),
    (
        "a level that is not on the scale",
        cell(f"{NEW}3", "Severe"),
        f"{NEW}3: choose one of: Low, Medium",
    ),
    (
        "the level already given",
        cell(f"{NEW}3", "Medium"),
        f"{NEW}3: is the level already given",
    ),
    (
        "raised, to a lower level",
        cell(f"{NEW}3", "Low"),
        f"{NEW}3: choose a level above the rating",
    ),
    (
        "lowered, to a higher level",
        cell(f"{OUT}3", "Level lowered"),
        f"{NEW}3: choose a level below",
    ),
    (
        "confirmed, with a level",
        cell(f"{NEW}2", "High"),
        f"{NEW}2: clear the new level, or choose",
    ),
    (
        "more information, with a level",
        cell(f"{NEW}4", "High"),
        f"{NEW}4: clear the new level, or choose",
    ),
    ("no explanation", cell(f"{WHY}2", None), f"{WHY}2: explain the outcome"),
    ("an explanation of blanks", cell(f"{WHY}2", "   \n "), f"{WHY}2: explain the outcome"),
    (
        "an explanation too long",
        cell(f"{WHY}2", "x" * 2_100),
        f"{WHY}2: 100 characters too long; use 2,000",
    ),
    (
        "an explanation that is a number",
        cell(f"{WHY}2", 12),
        f"{WHY}2: write the explanation as text",
    ),
    (
        "a formula as explanation",
        cell(f"{WHY}2", '=HYPERLINK("x","y")'),
        f"{WHY}2: holds a formula; type",
    ),
    (
        "a formula that names a level",
        cell(f"{NEW}3", "=D1"),
        f"{NEW}3: holds a formula; type the answer",
    ),
    (
        "a true or false",
        cell(f"{ACT}2", True),
        f"{ACT}2: holds something that is neither text nor a date",
    ),
    (
        "a #N/A",
        cell(f"{WHY}2", "#N/A"),
        f"{WHY}2: holds something that is neither text nor a date",
    ),
    (
        "an action of one's own",
        cell(f"{ACT}2", "Ring them"),
        f"{ACT}2: choose one of: None, Discuss with",
    ),
    (
        "a date as text",
        cell(f"{DAY}3", "1 December 2026"),
        f"{DAY}3: enter a date, such as 3 March 2026",
    ),
    (
        "a date as a bare number",
        bare_number(f"{DAY}3"),
        f"{DAY}3: enter a date, such as 3 March 2026",
    ),
    (
        "a date before the list",
        cell(f"{DAY}3", date(2026, 11, 15)),
        f"{DAY}3: enter a date from 16 November",
    ),
    ("a date in ten years", cell(f"{DAY}3", date(2036, 1, 1)), "to 15 November 2028"),
    ("no staff reference", staff_reference(None), "'How to use'!B22: enter your staff reference"),
    ("a formula for a reference", staff_reference("=A1"), "B22: enter your staff reference"),
    ("a staff reference too long", staff_reference("x" * 101), "100 characters or fewer"),
    ("no date of finishing", finished_on(None), "B23: enter the date you finished the list"),
    ("a finish as text", finished_on("yesterday"), "B23: enter a date, such as 3 March 2026"),
    ("a finish in the future", finished_on(date(2026, 11, 21)), "B23: lies in the future"),
    ("a finish before the list", finished_on(date(2026, 11, 1)), "B23: enter a date from 16 Nov"),
]


@pytest.mark.parametrize(("edit", "fault"), [row[1:] for row in FAULTS], ids=[r[0] for r in FAULTS])
def test_a_fault_is_named_by_its_cell_with_the_cure(desk, edit, fault):
    path = desk.answered(edit)

    with pytest.raises(InputError) as refused:
        desk.take(path)

    assert len(refused.value.faults) == 1
    assert refused.value.faults[0].startswith("leeds.xlsx ")
    assert fault in refused.value.faults[0]
    assert "nothing was recorded" in str(refused.value)


def test_all_faults_of_all_files_come_together(desk):
    spoiled = desk.answered(cell(f"{WHY}2", None), cell(f"{NEW}3", None), name="a.xlsx")
    unreadable = desk.folder / "b.xlsx"
    unreadable.write_text("not a workbook")

    with pytest.raises(InputError) as refused:
        desk.take(spoiled, unreadable)

    assert [fault[:9] for fault in refused.value.faults] == [
        "b.xlsx: n",
        f"a.xlsx {WHY}2",
        f"a.xlsx {NEW}3",
    ]


ANSWERED = ("B", "C", OUT, NEW, WHY, ACT, DAY)


def test_no_message_repeats_a_reference_or_an_answer(desk):
    said = "Jane Doe lives at 1 High Street"
    path = desk.answered(*(cell(f"{column}2", said) for column in ANSWERED), cell(f"{OUT}3", said))

    with pytest.raises(InputError) as refused:
        desk.take(path)

    assert "Jane" not in str(refused.value)
    assert "P00" not in str(refused.value)


def test_a_list_answered_after_it_expired_is_refused(desk):
    path = desk.answered(finished_on(date(2026, 11, 24)))

    with pytest.raises(InputError, match="B23: lies after 23 November 2026, the last day"):
        desk.take(path, now=datetime(2026, 11, 30, tzinfo=UTC))


@pytest.mark.parametrize(("grace_days", "taken"), [(0, False), (1, True), (7, True)])
def test_a_list_answered_within_the_days_of_grace_is_taken(desk, grace_days, taken):
    path = desk.answered(finished_on(date(2026, 11, 24)))
    now = datetime(2026, 11, 30, tzinfo=UTC)

    intake = desk.take_what_can_be(path, now=now, grace_days=grace_days)

    assert (len(intake.decisions) == 3) is taken


def test_a_row_marked_not_reviewed_records_nothing(desk):
    path = desk.answered(
        cell(f"{OUT}3", "Not reviewed"), cell(f"{NEW}3", None), cell(f"{WHY}3", None)
    )

    intake = desk.take(path)

    assert [decision.case_key for decision in intake.decisions] == ["A1", "A3"]
    assert intake.not_answered == 2


def test_a_workbook_nobody_answered_is_fine_and_needs_no_signature(desk):
    blank = [cell(f"{column}{row}", None) for column in ANSWERED[2:] for row in (2, 3, 4)]

    intake = desk.take(desk.answered(*blank, staff_reference(None), finished_on(None)))

    assert intake.decisions == ()
    assert intake.not_answered == 4


def test_a_restricted_case_can_be_answered_and_nobody_saw_its_reasons(desk):
    path = desk.answered(
        cell(f"{OUT}5", "Level raised"),
        cell(f"{NEW}5", "High"),
        cell(f"{WHY}5", "Read in the case system."),
    )

    restricted = desk.take(path).decisions[3]

    assert (restricted.outcome, restricted.level, restricted.rated_level) == (
        "regrade",
        "high",
        "medium",
    )
    assert not restricted.saw_reasons


def test_hostile_text_is_kept_as_plain_text(desk):
    path = desk.answered(cell(f"{WHY}2", "a\u202eb\u200b <script>x</script> '; drop table"))

    assert desk.take(path).decisions[0].rationale == "a b <script>x</script> '; drop table"
