"""The map of references: joined where it fits, refused with row numbers where it does not."""

from dataclasses import replace
from datetime import date

import pytest

from contracts.errors import InputError
from worklists.case_list import STANDING, Level, PublishedList
from worklists.delivery.identities import pseudonym_of, read_identities
from worklists.listed_case import PublishedCase


def a_list(*references):
    return PublishedList(
        list_id="L1",
        unit_id="leeds",
        source_title="Demo",
        made_on=date(2026, 11, 16),
        records_up_to=None,
        expires_on=None,
        ranked_by="the model",
        sentences=(STANDING,),
        levels=(Level("low", "Low"), Level("high", "High")),
        cases=tuple(a_case(name, at) for at, name in enumerate(references, start=1)),
        withheld_restricted=0,
    )


def a_case(reference, position):
    return PublishedCase(
        case_reference=reference,
        position=position,
        assigned="low",
        assigned_title="Low",
        assessment_date=None,
        age_weeks=None,
        at_risk=(),
        reasons=(),
        against=(),
        missing=(),
        look_at=(),
        chance_words="",
        restricted=False,
        carried_weeks=0,
        early_licence=False,
    )


def a_map(folder, text):
    path = folder / "map.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


GOOD = "case_reference,local_reference\nC-1,X000001\nC-2,X000002\nC-9,X000009\n"


def test_each_listed_case_gets_its_local_reference_and_keeps_all_else(tmp_path):
    published = a_list("C-2", "C-1")

    known = read_identities(a_map(tmp_path, GOOD), lists=[published])

    joined = known.joined(published)
    assert [case.case_reference for case in joined.cases] == ["X000002", "X000001"]
    assert [case.position for case in joined.cases] == [1, 2]
    assert known.local == {"C-2": "X000002", "C-1": "X000001"}


def test_columns_may_stand_in_any_order_after_a_byte_order_mark(tmp_path):
    text = "\ufefflocal_reference,case_reference\r\nX000001,C-1\r\n"

    known = read_identities(a_map(tmp_path, text), lists=[a_list("C-1")])

    assert known.local == {"C-1": "X000001"}


FAULTS = [
    ("another column", "case_reference,local_reference,name\n", "has 3 columns; allowed: case_ref"),
    ("nothing", "", "has 0 columns; allowed: case_reference and local_reference, and no other"),
    ("not text", b"\xff\xfe\x00", "is not a CSV file in UTF-8"),
    ("a row cut short", GOOD + "C-8\n", "not 2 cells: 1 row (row 4)"),
    ("a blank", GOOD + "C-8,\n", "a blank cell: 1 row (row 4)"),
    ("a case twice", GOOD + "C-1,X000007\n", "a case reference given before: 1 row (row 4)"),
    (
        "too long",
        GOOD + f"C-8,{'x' * 101}\n",
        "a local reference above 100 characters: 1 row (row 4)",
    ),
    ("hidden", GOOD + "C-8,X\u202e1\n", "hidden characters in the local reference: 1 row (row 4)"),
    (
        "a formula",
        GOOD + "C-8,=1+1\n",
        "a local reference that begins with = + - or @: 1 row (row 4)",
    ),
]


@pytest.mark.parametrize(
    ("text", "fault"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS]
)
def test_a_map_with_faults_is_refused(tmp_path, text, fault):
    with pytest.raises(InputError) as refused:
        read_identities(a_map(tmp_path, text), lists=[a_list("C-1", "C-2")])

    assert [told[: len(fault)] for told in refused.value.faults] == [fault]
    assert "X0000" not in str(refused.value)


def test_a_map_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"nowhere.csv: 1 fault\n  - is not there"):
        read_identities(tmp_path / "nowhere.csv", lists=[])


def test_all_faults_come_together_with_counts_and_no_value(tmp_path):
    text = "case_reference,local_reference\nC-1,X000001\nC-2,X000001\n,X3\n,X4\n"

    with pytest.raises(InputError) as refused:
        read_identities(a_map(tmp_path, text), lists=[a_list("C-1", "C-2", "C-3")])

    assert refused.value.faults == [
        "a blank cell: 2 rows (row 3, 4)",
        "1 of 3 listed cases are not in the map",
        "1 listed cases share a local reference with another of their list",
    ]


def test_a_local_reference_that_two_teams_use_for_two_cases_is_refused(tmp_path):
    text = "case_reference,local_reference\nC-1,7\nC-2,7\n"
    lists = [a_list("C-1"), replace(a_list("C-2"), unit_id="york", list_id="L2")]

    with pytest.raises(InputError, match="1 listed cases share a local reference with a case of"):
        read_identities(a_map(tmp_path, text), lists=lists)


def test_a_case_on_two_lists_keeps_its_one_reference(tmp_path):
    lists = [a_list("C-1"), replace(a_list("C-1"), list_id="urgent")]

    references = read_identities(a_map(tmp_path, GOOD), lists=lists)

    assert references.local == {"C-1": "X000001"}


def test_a_local_reference_is_found_back_and_any_other_name_is_left_as_it_is(tmp_path):
    path = tmp_path / "map.csv"
    path.write_text("case_reference,local_reference\nC-1,X1\nC-2,X2\nC-3,X2\n")

    assert pseudonym_of("X1", path) == "C-1"
    assert pseudonym_of("C-9", path) == "C-9"
    with pytest.raises(InputError, match="2 cases have that local reference"):
        pseudonym_of("X2", path)
