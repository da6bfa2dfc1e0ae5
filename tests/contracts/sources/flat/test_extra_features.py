import pandas as pd

from contracts.sources.flat.extra_features import extra_features
from contracts.sources.profile.schema import FeatureColumn

CASES = pd.DataFrame({"row": [1, 2, 3], "assessment_id": ["A", "B", "C"]})


def value(feature: FeatureColumn, *written: object) -> list[object]:
    records = CASES.assign(cell=pd.Series(written))
    cells = extra_features({"one": feature}, records, CASES)["one"]
    return cells.astype("object").where(cells.notna(), None).to_list()


def test_codes_become_names_and_unknown_codes_stay():
    feature = FeatureColumn("cell", "category", "", codes={"1": "alert"})

    assert value(feature, "1", "7", None) == ["alert", "7", None]


def test_blanks_of_one_column_are_its_own():
    assert value(FeatureColumn("cell", "number", "", blank=("-1",)), "-1", "3", "-10") == [
        None,
        "3",
        "-10",
    ]


def test_numbers_of_parquet_stay_numbers():
    assert value(FeatureColumn("cell", "number", ""), 1.5, 2.0, 3.0) == [1.5, 2.0, 3.0]


def test_free_text_gives_only_the_first_group_whose_word_begins_one_of_its_words():
    words = {"chest pain": ("chest",), "head": ("head", "migraine"), "pain": ("pain",)}
    feature = FeatureColumn("cell", "category", "", words=words)

    assert value(feature, "Pain, Chest (Smith)", "HEADACHE", "orchestra") == [
        "chest pain",
        "head",
        "other",
    ]
    assert value(feature, "migraine and pain", "?? ??", None) == ["head", None, None]


def test_a_code_written_as_a_float_is_the_code():
    feature = FeatureColumn("cell", "category", "", codes={"1": "alert"})

    assert value(feature, "1.0", 1.0, "1.5") == ["alert", "alert", "1.5"]


def test_yes_and_no_of_parquet_are_no_numbers():
    assert value(FeatureColumn("cell", "number", ""), True, False, True) == [
        "true",
        "false",
        "true",
    ]
