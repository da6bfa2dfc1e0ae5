import pandas as pd
import pytest

from benchmarks.families.rules import ONE_ERROR, SMALLEST
from benchmarks.families.tables import left_out, markdown, over_families, page, rules_of_choice

ROWS = pd.DataFrame(
    [
        (family, 1, 250, reader, value, value / 2, value / 4, 1.1, 0.05)
        for family, values in {"one": (0.9, 0.8, 0.7, 0.6), "two": (0.5, 0.4, 0.6, 0.9)}.items()
        for reader, value in zip(
            ("the model", "what teams get", "ridge", "trees"), values, strict=True
        )
    ],
    columns=[
        "family", "seed", "audits", "reader", "any", "medium to high", "harm", "mean chance",
        "brier",
    ],
)  # fmt: skip


def test_the_mean_and_the_worst_family_are_told_apart():
    table = over_families(ROWS).set_index("reader")

    assert table.loc["the model", ["any, mean", "any, worst"]].tolist() == [0.7, 0.5]


def test_the_plain_reader_is_chosen_on_the_other_families_alone():
    table = left_out(ROWS).set_index("left out")

    assert table.loc["one", "best plain reader on the others"] == "trees"
    assert table.loc["one", "its any"] == 0.6
    assert table.loc["two", "best plain reader on the others"] == "ridge"
    assert table.loc["two", ["the model's", "teams get"]].tolist() == [0.5, 0.4]


def test_a_page_of_one_family_has_no_row_left_out():
    text = page(ROWS[ROWS["family"] == "one"], "a command")

    assert "a command. 1 world(s) of 1 families." in text
    assert "0.900 / 0.450" in text


def test_figures_come_to_three_places():
    assert markdown(pd.DataFrame({"a": [0.12345], "b": ["x"]})).splitlines()[-1] == "| 0.123 | x |"


def rules(any_of):
    """Rows of two rules in three families."""
    return pd.DataFrame(
        [
            {"family": str(family), "seed": 1, "audits": 250, "reader": rule, "any": value,
             "medium to high": value / 2, "harm": float("nan")}
            for rule, values in any_of.items()
            for family, value in enumerate(values)
        ]
    )  # fmt: skip


def test_a_rule_is_chosen_on_the_other_families_alone():
    rows = rules({ONE_ERROR: (0.9, 0.5, 0.6), SMALLEST: (0.4, 0.8, 0.7)})

    table = rules_of_choice(rows).set_index("rule")

    assert table.loc[ONE_ERROR, "any, mean"] == pytest.approx(2.0 / 3)
    assert table.loc[SMALLEST, ["any, worst", "medium to high, worst"]].tolist() == [0.4, 0.2]
    assert table.loc["the best on the other families", "any, worst"] == 0.4


def test_rules_of_choice_stand_in_a_table_of_their_own():
    text = page(pd.concat([ROWS, rules({ONE_ERROR: (0.9, 0.5)})]), "a command")

    assert text.count(ONE_ERROR) == 1
