"""The command that answers why a case is, or is not, on its team's list."""

import json

import pandas as pd
import pytest

from pipelines.why import main


@pytest.fixture
def lists(tmp_path):
    standing = {"assessment_id": ["A1"], "unit_id": ["N01"], "standing": ["audited"]}
    standing |= {"rank_in_team": [None], "position": [None], "selected_by": [None]}
    pd.DataFrame(standing).to_parquet(tmp_path / "standing.parquet")
    cases = pd.DataFrame({"assessment_id": ["A9"], "case_reference": ["C-00000-00009"]})
    cases.to_parquet(tmp_path / "cases.parquet")
    (tmp_path / "lists.json").write_text(json.dumps([]))
    return tmp_path


def test_it_prints_where_the_case_stands(lists, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["why", "A1", "--worklist", str(lists)])

    main()

    assert capsys.readouterr().out == "Not listed: it has been audited.\n"


def test_a_case_is_found_by_the_reference_it_was_delivered_with(lists, monkeypatch, capsys):
    cases = pd.DataFrame({"assessment_id": ["A1"], "case_reference": ["C-00000-00001"]})
    cases.to_parquet(lists / "cases.parquet")
    (lists / "map.csv").write_text("case_reference,local_reference\nC-00000-00001,LOCAL 7\n")
    options = ["--worklist", str(lists), "--identities", str(lists / "map.csv")]
    monkeypatch.setattr("sys.argv", ["why", "LOCAL 7", *options])

    main()

    assert capsys.readouterr().out == "Not listed: it has been audited.\n"


def test_a_local_reference_of_two_cases_is_refused_and_not_repeated(lists, monkeypatch, capsys):
    rows = "case_reference,local_reference\nC-1,LOCAL 7\nC-2,LOCAL 7\n"
    (lists / "map.csv").write_text(rows)
    options = ["--worklist", str(lists), "--identities", str(lists / "map.csv")]
    monkeypatch.setattr("sys.argv", ["why", "LOCAL 7", *options])

    with pytest.raises(SystemExit) as ending:
        main()

    assert ending.value.code == 2
    message = capsys.readouterr().err
    assert "2 cases have that local reference" in message
    assert "LOCAL 7" not in message


def test_an_unknown_id_ends_with_code_two_and_is_not_repeated(lists, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["why", "X1234567", "--worklist", str(lists)])

    with pytest.raises(SystemExit) as ending:
        main()

    assert ending.value.code == 2
    assert "X1234567" not in capsys.readouterr().err
