import pandas as pd

from models.evaluation.metrics.fairness import by_group
from tests.models.evaluation.made_up import race_of, world

CASES = world(cases=4000, seed=1)


def people(**characteristics):
    people = CASES[["person_id"]].drop_duplicates().reset_index(drop=True)
    return people.assign(**characteristics)


def groups_of(cases, protected):
    setup = race_of(cases)
    return by_group(setup.main, setup.people, protected, setup.plan)


def figures(groups, characteristic):
    return {row["group"]: row for row in groups[characteristic]}


def test_a_group_whose_finds_the_list_misses_is_seen():
    harder = CASES["person_id"].isin(people()["person_id"].iloc[:1000])
    hidden = CASES.assign(chance=CASES["chance"].where(~harder, 0.01))
    sex = people(sex=["female"] * 1000 + ["male"] * 1000)

    groups = figures(groups_of(hidden, sex), "sex")

    missed = {group: row["missed_share"] for group, row in groups.items()}
    assert missed["female"]["low"] > missed["male"]["high"]
    assert groups["female"]["listed_share"]["value"] < 0.01
    assert groups["female"]["calibration"]["high"] < 0


def test_everybody_comes_first_and_is_as_long_as_the_list():
    groups = figures(groups_of(CASES, people()), "everybody")

    assert groups["all"]["cases"] == 4000
    assert abs(groups["all"]["listed_share"]["value"] - 0.05) < 0.001


def test_a_small_group_reads_not_enough_evidence():
    few = people(sex=["female"] * 12 + ["male"] * 1988)

    groups = figures(groups_of(CASES, few), "sex")

    assert groups["female"]["listed_share"]["reason"] == "not enough evidence"
    assert groups["female"]["missed_share"]["value"] is None


def test_what_few_people_are_called_names_no_group():
    slip = people(sex=["Jo Bloggs"] * 5 + ["female"] * 995 + ["male"] * 1000)

    groups = figures(groups_of(CASES, slip), "sex")

    assert set(groups) == {"female", "male", "other, few people each"}


def test_years_of_birth_are_read_as_decades_and_blanks_as_not_recorded():
    born = people(birth_year=pd.array([1984] * 1000 + [None] * 1000, dtype="Int64"))

    groups = figures(groups_of(CASES, born), "birth_year")

    assert set(groups) == {"1980s", "not recorded"}


def test_a_characteristic_that_nobody_recorded_is_left_out():
    assert set(groups_of(CASES, people(religion_group=None))) == {"everybody"}


def test_without_audits_no_group_is_described():
    unaudited = CASES.assign(audited=False)

    assert groups_of(unaudited, people()) == {}
