import pytest

from contracts.sources.files.decimals import decimal_of
from contracts.sources.files.reader import open_file
from contracts.sources.profile.schema import Dialect


@pytest.mark.parametrize(("delimiter", "mark"), [(";", ","), (",", "."), ("\t", "."), ("|", ".")])
def test_a_semicolon_between_cells_means_a_comma_in_numbers(tmp_path, delimiter, mark):
    (tmp_path / "toy.csv").write_text(f"a{delimiter}b\n")

    assert decimal_of(Dialect(), [open_file(tmp_path / "toy.csv", Dialect())]) == mark


def test_what_is_declared_is_believed(tmp_path):
    (tmp_path / "toy.csv").write_text("a;b\n")
    dialect = Dialect(decimal=".")

    assert decimal_of(dialect, [open_file(tmp_path / "toy.csv", dialect)]) == "."
