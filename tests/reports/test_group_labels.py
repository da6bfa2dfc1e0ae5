"""Groups of cases: characteristics on record, pairs of them, and what is not recorded."""

from reports.group_labels import labels_of
from tests.reports.made_up import evidence


def test_characteristics_and_pairs_label_every_case():
    made = evidence(n=200)

    labels = labels_of(made, made.cases)

    assert list(labels) == [
        "sex",
        "ethnic_group",
        "age",
        "disability",
        "region",
        "sex and ethnic_group",
        "sex and age",
        "ethnic_group and age",
    ]
    assert all(len(groups) == 200 for groups in labels.values())
    assert set(labels["age"]) <= {"under 25", "25 to 39", "40 to 54", "55 and over"}
    assert {label.split(", ")[1] for label in labels["sex and ethnic_group"]} == {"black", "white"}


def test_a_person_without_an_entry_is_in_a_group_of_their_own():
    made = evidence(n=200)
    made.tables["protected"] = made.tables["protected"][5:]

    labels = labels_of(made, made.cases)

    assert (labels["sex"][:5] == "not recorded").all()
    assert "not recorded" not in set(labels["sex"][5:])


def test_what_few_people_are_called_names_no_group():
    made = evidence(n=200)
    sex = made.tables["protected"]["sex"].astype(object)
    made.tables["protected"] = made.tables["protected"].assign(sex=["Jo Bloggs", *sex[1:]])

    labels = labels_of(made, made.cases)

    assert "Bloggs" not in " ".join(label for groups in labels.values() for label in set(groups))
    assert (labels["sex"] == "other, few people each").sum() == 1
