import pytest

from contracts.errors import InputError
from contracts.files.plain import read_plain

COLUMNS = ("unit_id", "cases")


def read(tmp_path, text: str):
    (tmp_path / "teams.csv").write_text(text, newline="")
    return read_plain(tmp_path / "teams.csv", COLUMNS).to_dict("records")


@pytest.mark.parametrize(
    "text",
    [
        "unit_id,cases\nN01,5\n",
        "\ufeffUnit ID;Cases\r\nN01;5\r\n",
        "cases,other,unit-id\n5.0,x, N01 \n,,\n",
        "sep=;\nunit_id;cases\nN01;5\n",
        'unit_id,cases\n"N\u200b01",5\n',
    ],
)
def test_a_file_reads_the_same_however_it_was_saved(tmp_path, text):
    assert read(tmp_path, text) == [{"unit_id": "N01", "cases": "5"}]


def test_leading_zeros_and_a_team_called_na_stay(tmp_path):
    assert read(tmp_path, "unit_id,cases\n007,1\nNA,2\n") == [
        {"unit_id": "007", "cases": "1"},
        {"unit_id": "NA", "cases": "2"},
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("unit_id\nN01\n", "column 'cases' is not there; there are: 'unit_id'"),
        ("unit_id,Unit ID,cases\nA,B,1\n", "column 'unit_id' is there 2 times"),
        ("unit_id,cases\nN01,5\nN02\n", "row 2 has not 2 cells"),
        ('unit_id,cases\n"N01,5\nN02,6\n', "line 2: a quote opens and never closes"),
    ],
)
def test_what_cannot_be_read_whole_is_refused(tmp_path, text, fault):
    with pytest.raises(InputError, match=fault):
        read(tmp_path, text)
