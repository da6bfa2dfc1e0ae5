"""The exit code says what is due."""

import pytest

from contracts.errors import InputError
from pipelines import drift
from pipelines.running.outputs import write_json


@pytest.mark.parametrize(("due", "code"), [("retrain", 3), ("stop", 4)])
def test_a_retrain_and_a_stop_have_codes_of_their_own(tmp_path, due, code):
    write_json({"due": due, "sentence": "Do it."}, tmp_path / "drift.json")

    with pytest.raises(SystemExit) as ended:
        drift.main(drift=tmp_path / "drift.json")

    assert ended.value.code == code


def test_nothing_due_ends_well(tmp_path, capsys):
    write_json({"due": "nothing", "sentence": "Nothing is due."}, tmp_path / "drift.json")

    assert drift.main(drift=tmp_path / "drift.json") == {"due": "nothing"}
    assert "Nothing is due." in capsys.readouterr().out


def test_without_a_report_it_says_how_to_make_one(tmp_path):
    with pytest.raises(InputError, match="make report"):
        drift.main(drift=tmp_path / "drift.json")
