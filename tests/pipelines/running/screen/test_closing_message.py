import json

import pytest

from pipelines.running.screen.closing_message import show


def case(position, reference, reasons):
    return {
        "position": position,
        "case_reference": reference,
        "assigned": "medium",
        "reasons": reasons,
        "chance_words": "Too few audits to say.",
        "access": "",
    }


@pytest.fixture
def data(tmp_path):
    for folder in ("06_evaluation", "08_published/b"):
        (tmp_path / folder).mkdir(parents=True)
    gate = {"sentence": "The model (prior_logistic) makes the lists."}
    (tmp_path / "06_evaluation/gate.json").write_text(json.dumps(gate))
    lists = [
        {"list_id": "urgent-b", "unit_id": "B", "listed": 9, "sentences": [], "cadence": "urgent"},
        {"list_id": "weekly-a", "unit_id": "A", "listed": 1, "sentences": [], "cadence": "weekly"},
        {
            "list_id": "weekly-b",
            "unit_id": "B",
            "listed": 2,
            "sentences": ["Records are synthetic."],
            "cadence": "weekly",
        },
    ]
    teams = [{"unit_id": "A", "folder": "a"}, {"unit_id": "B", "folder": "b"}]
    manifest = {"lists": lists, "teams": teams}
    (tmp_path / "08_published/manifest.json").write_text(json.dumps(manifest))
    cases = [case(1, "C-ONE", ["No reply to the safeguarding check."]), case(2, "C-TWO", [])]
    text = "".join(json.dumps(one) + "\n" for one in cases)
    (tmp_path / "08_published/b/weekly-b.jsonl").write_text(text)
    (tmp_path / "08_published/b/urgent-b.jsonl").write_text("")
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
    assert "Gate: The model (prior_logistic) makes the lists." in said
    assert "08_published/index.html" in said
    assert "make compare" in said


def test_a_run_without_any_list_says_so(data, capsys):
    (data / "08_published/manifest.json").write_text('{"lists": [], "teams": []}')

    show(data)

    assert "No list: no rating is in scope." in capsys.readouterr().out


def test_every_place_to_open_next_is_named(data, capsys):
    show(data)

    text = capsys.readouterr().out
    assert "Gate: The model (prior_logistic) makes the lists." in text
    assert "Open next:" in text
    for place in ("08_published/index.html", "02_checked/results.html", "06_evaluation/"):
        assert f"{data}/{place}" in text
    assert "make ui " in text
    assert "make compare " in text
