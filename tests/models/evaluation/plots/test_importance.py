import pandas as pd

from models.evaluation.plots.importance import draw_importance, draw_moves

TABLE = pd.DataFrame(
    {
        "name": ["evidence_gaps", "oversight_contacts_12w", "mappa_level_2_3"],
        "mean_absolute": [0.4, 0.2, 0.1],
        "counts": ["", "lowers", "raises"],
        "respected": ["", "yes", "no"],
    }
)


def drawn(table, tmp_path):
    draw_moves(table, tmp_path / "moves.svg")
    return (tmp_path / "moves.svg").read_text()


def test_the_headline_names_what_moves_the_chance_most(tmp_path):
    assert "What moves the chance most: evidence gaps" in drawn(TABLE, tmp_path)


def test_every_bar_says_which_way_it_counts_and_whether_that_was_declared_otherwise(tmp_path):
    picture = drawn(TABLE, tmp_path)

    assert "lowers" in picture
    assert "raises, though declared otherwise" in picture


def test_only_the_first_fifteen_are_drawn(tmp_path):
    names = [f"number_{place:02d}" for place in range(20)]
    many = pd.DataFrame({"name": names, "mean_absolute": 0.1, "counts": "", "respected": ""})

    picture = drawn(many, tmp_path)

    assert "number 14" in picture
    assert "number 15" not in picture


def test_the_same_table_gives_the_same_bytes(tmp_path):
    assert drawn(TABLE, tmp_path) == drawn(TABLE, tmp_path)


def test_an_empty_table_makes_a_picture_that_says_so(tmp_path):
    assert "Nothing moves the chance" in drawn(TABLE.iloc[:0], tmp_path)


def test_themes_and_features_have_a_picture_each(tmp_path):
    rows = [("", "evidence_gaps", 0.4, "", "", ""), ("gap", "evidence_gaps", 0.3, "raises", "", "")]
    columns = ["feature", "theme", "mean_absolute", "counts", "declared", "respected"]

    draw_importance(pd.DataFrame(rows, columns=columns), tmp_path)

    assert "evidence gaps" in (tmp_path / "importance_of_themes.svg").read_text()
    assert "gap" in (tmp_path / "importance_of_features.svg").read_text()
