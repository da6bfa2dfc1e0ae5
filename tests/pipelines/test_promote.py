import json

import pytest

from pipelines import promote
from tests.reports.made_up import SOURCE


def test_without_a_run_the_ways_to_name_one_are_told(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["promote", ""])

    with pytest.raises(SystemExit) as ended:
        promote.main()

    assert ended.value.code == 2
    message = capsys.readouterr().err
    assert message.startswith("make promote: 1 fault\n  - no run is named\n")
    assert "next: make promote RUN=HEAD, or RUN=previous" in message


def test_the_run_named_is_promoted_and_what_made_it_is_written_down(tmp_path, monkeypatch, capsys):
    written = []
    (tmp_path / "source.json").write_text(json.dumps(SOURCE.content()))
    monkeypatch.setattr("sys.argv", ["promote", "HEAD", "--checked", str(tmp_path)])
    monkeypatch.setattr(promote, "promote", lambda model, run: f"{model} is now {run}")
    monkeypatch.setattr(promote, "recipe_in_service", lambda model: {"made": model})
    monkeypatch.setattr(promote, "write_champion", lambda *entry: written.append(entry))

    promote.main()

    assert capsys.readouterr().out.startswith("countersign-made_up is now HEAD\n")
    assert written == [("made_up", {"made": "countersign-made_up"})]
