import pandas as pd

from benchmarks.families.tables import left_out, markdown, over_families, page

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
