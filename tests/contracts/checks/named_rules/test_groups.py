"""Tests of rules on who the records speak of."""

import pandas as pd
import pytest

from contracts.checks.for_source import contracts_for
from contracts.checks.named_rules.groups import _merged_people, doubtful_groups
from contracts.checks.normalise import normalise
from contracts.levels import Scale
from contracts.source import ExtraFeature, Source
from contracts.table import RawTable, load_tables

ROSH = Scale(("low", "medium", "high", "very_high"), high_from="high")
EXTRA = ExtraFeature("gang", "boolean", "Gang affiliation")
SOURCE = Source(name="toy", title="", about="", scale=ROSH, extra=(EXTRA,))
PEOPLE = [f"P{i}" for i in range(200)]
SEX = ["female"] * 80 + ["male"] * 120


def checked(**tables):
    raw = {name: RawTable(name, "", pd.DataFrame(columns)) for name, columns in tables.items()}
    raw = {n: RawTable(n, "", t.frame.assign(row=range(len(t.frame)))) for n, t in raw.items()}
    contracts = contracts_for(SOURCE, load_tables(), raw=raw)
    read = {name: normalise(table, contracts[name]).frame for name, table in raw.items()}
    return [(f.table, f.column, f.code, f.detail) for f in doubtful_groups(read, contracts)]


def assessments(**columns):
    ids = [f"A{i}" for i in range(len(PEOPLE))]
    return {
        "assessment_id": ids,
        "person_id": PEOPLE,
        "assessment_date": "2024-03-01",
        "assigned_rosh": "low",
        "unit_id": "U1",
    } | columns


def test_a_column_that_is_blank_for_every_woman_and_no_man_is_said():
    gang = {"assessment_id": [f"A{i}" for i in range(200)], "gang": [None] * 80 + ["no"] * 120}

    found = checked(
        assessments=assessments(), extra=gang, protected={"person_id": PEOPLE, "sex": SEX}
    )

    assert found == [
        (
            "extra",
            "gang",
            "blanks_tell_a_group",
            "blank for 100% of 80 (sex female), for 0% of 120 others",
        )
    ]


def test_a_column_of_the_contract_is_watched_too_and_age_by_the_year_of_birth():
    years = [2003] * 60 + [1970] * 140
    purpose = [None] * 50 + ["review"] * 150

    found = checked(
        assessments=assessments(purpose=purpose),
        protected={"person_id": PEOPLE, "birth_year": years},
    )

    assert [f[:3] for f in found] == [("assessments", "purpose", "blanks_tell_a_group")]
    assert "(birth_year under 25)" in found[0][3]


def test_a_group_that_a_source_names_freely_is_not_repeated():
    found = checked(
        assessments=assessments(purpose=[None] * 80 + ["review"] * 120),
        protected={"person_id": PEOPLE, "origin": ["somewhere"] * 80 + ["elsewhere"] * 120},
    )

    assert "somewhere" not in found[0][3]
    assert "one group of origin" in found[0][3]


@pytest.mark.parametrize("blank", [0, 20, 200])
def test_blanks_that_all_groups_share_tell_nothing(blank):
    purpose = (
        ([None, "review"] * 100) if blank == 0 else ["review"] * (200 - blank) + [None] * blank
    )
    sex = ["female", "female", "male", "male"] * 50

    found = checked(
        assessments=assessments(purpose=purpose), protected={"person_id": PEOPLE, "sex": sex}
    )

    assert found == []


def test_a_few_people_tell_nothing():
    sex = ["female"] * 10 + ["male"] * 190
    purpose = [None] * 10 + ["review"] * 190

    found = checked(
        assessments=assessments(purpose=purpose), protected={"person_id": PEOPLE, "sex": sex}
    )

    assert found == []


def test_people_run_together_are_said():
    two = ["P1.0E11"] * 150 + [f"P{i}" for i in range(50)]

    assert [f[2:] for f in checked(assessments=assessments(person_id=two))] == [
        ("people_run_together", "200 assessments of 51 people; 150 of them of one")
    ]
    few = [f"P{i % 8}" for i in range(200)]
    assert checked(assessments=assessments(person_id=few))[0][2] == "people_run_together"
    some = [f"P{i % 40}" for i in range(200)]
    assert checked(assessments=assessments(person_id=some)) == []


@pytest.mark.parametrize(("rows", "said"), [(99, False), (100, True)])
def test_people_run_together_are_looked_for_from_a_hundred_assessments_on(rows, said):
    one = pd.DataFrame({"person_id": ["P1"] * rows})

    assert bool(list(_merged_people(one["person_id"]))) == said


@pytest.mark.parametrize(("most", "said"), [(60, False), (61, True)])
def test_a_person_may_have_a_rating_a_month_for_five_years(most, said):
    people = pd.Series(["P1"] * most + [f"Q{i}" for i in range(100)])

    assert bool(list(_merged_people(people))) == said


@pytest.mark.parametrize(("people", "said"), [(10, False), (9, True)])
def test_people_may_have_twenty_ratings_each_on_average(people, said):
    ids = pd.Series([f"P{i % people}" for i in range(200)])

    assert bool(list(_merged_people(ids))) == said
