import json

import pandas as pd
import pytest

from pipelines.ending import show


@pytest.fixture
def data(tmp_path):
    for folder in ("06_evaluation", "07_worklist"):
        (tmp_path / folder).mkdir()
    gate = {"sentence": "The model (few) makes the lists."}
    (tmp_path / "06_evaluation/gate.json").write_text(json.dumps(gate))
    lists = [
        {"list_id": "w-a", "unit_id": "A", "listed": 1, "sentences": ["Records are synthetic."]},
        {"list_id": "w-b", "unit_id": "B", "listed": 2, "sentences": []},
    ]
    (tmp_path / "07_worklist/lists.json").write_text(json.dumps(lists))
    pd.DataFrame(
        {
            "list_id": ["w-b", "w-b", "w-a"],
            "position": [2, 1, 1],
            "assessment_id": ["x2", "x1", "x3"],
            "reasons": [[], ["No reply to the safeguarding check."], ["Other."]],
            "chance_words": ["Too few audits to say.", "", ""],
        }
    ).to_parquet(tmp_path / "07_worklist/worklist.parquet")
    pd.DataFrame(
        {
            "assessment_id": ["x1", "x2", "x3"],
            "case_reference": ["C-ONE", "C-TWO", "C-THREE"],
            "assigned": ["medium", "low", "high"],
        }
    ).to_parquet(tmp_path / "07_worklist/cases.parquet")
    return tmp_path


def test_the_longest_list_is_shown_from_its_top(data, capsys):
    show(data)

    said = capsys.readouterr().out.splitlines()
    assert said[1] == "Team B: 2 of its ratings are listed for review"
    assert said[2].split() == [
        "1",
        "C-ONE",
        "rated",
        "medium",
        *["No", "reply", "to", "the", "safeguarding", "check."],
    ]
    assert "Too few audits to say." in said[3]


def test_it_says_what_ranked_the_lists_and_what_to_open_next(data, capsys):
    show(data)

    said = capsys.readouterr().out
    assert "Gate: The model (few) makes the lists." in said
    assert "08_published/index.html" in said
    assert "make compare" in said


def test_a_run_without_any_list_says_so(data, capsys):
    (data / "07_worklist/lists.json").write_text("[]")

    show(data)

    assert "No list: no rating is in scope." in capsys.readouterr().out
