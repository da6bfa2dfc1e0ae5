"""What the check stage wrote is read back."""

import pandas as pd

from contracts.checked_folder import read_tables


def test_only_tables_that_are_there_are_read(tmp_path):
    (tmp_path / "tables").mkdir()
    pd.DataFrame({"person_id": ["P1"]}).to_parquet(tmp_path / "tables/contacts.parquet")

    assert list(read_tables(tmp_path, ["contacts", "enquiries"])) == ["contacts"]
