import pandas as pd

from contracts.checks.day_order import year_first


def test_blanks_and_days_of_parquet_are_left_as_they_are():
    texts = pd.Series([None, "1.2.2024"], dtype="str")
    days = pd.Series(pd.to_datetime(["2024-02-01"]))

    assert year_first(texts, "dmy").isna().to_list() == [True, False]
    assert year_first(texts, "dmy")[1] == "2024-02-01"
    assert year_first(days, "dmy") is days
    assert year_first(texts, None) is texts
