import datetime as dt

import pytest

from benchmarks.fuzz.reading import NOTHING, plain_reading, same
from benchmarks.fuzz.trial import profile
from contracts.table import load_tables


def reading(cell, table, column):
    return plain_reading(cell, load_tables()[table].column(column), profile())


@pytest.mark.parametrize(
    ("cell", "column", "read"),
    [
        (" A1 ", "person_id", "A1"),
        ("1234.0", "person_id", "1234"),
        ("", "person_id", None),
        ("2024-02-29", "assessment_date", dt.date(2024, 2, 29)),
        ("36%", "violence_2yr_pct", 36.0),
        ("Very_High", "assigned_rosh", "very_high"),
        ("no", "child_contact_potential", False),
        ("Y", "child_contact_potential", True),
    ],
)
def test_what_is_plain_is_read(cell, column, read):
    assert reading(cell, "assessments", column) == read


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("F02|f01", ["F01", "F02"]),
        (["F02", "F01"], ["F01", "F02"]),
        ("[]", []),
        ([], []),
        ([None], []),
        ("F77", NOTHING),
    ],
)
def test_a_list_of_codes_is_read_from_a_text_and_from_a_list(cell, codes):
    assert reading(cell, "audits", "failing_codes") == codes


@pytest.mark.parametrize(
    ("cell", "column"),
    [
        ("A\u200b1", "person_id"),
        ("31/02/2024", "assessment_date"),
        ("2024-02-30", "assessment_date"),
        (True, "violence_2yr_pct"),
        ("-1", "assigned_rosh"),
        ("yes?", "child_contact_potential"),
    ],
)
def test_what_is_not_plain_has_to_be_accounted_for(cell, column):
    read = reading(cell, "assessments", column)

    assert read is NOTHING
    assert not same("anything", read)
