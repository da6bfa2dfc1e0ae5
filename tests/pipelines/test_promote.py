import pytest

from pipelines import promote


def test_without_a_run_the_ways_to_name_one_are_told(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["promote", ""])

    with pytest.raises(SystemExit) as ended:
        promote.main()

    assert ended.value.code == 2
    message = capsys.readouterr().err
    assert message.startswith("make promote: 1 fault\n  - no run is named\n")
    assert "next: make promote RUN=HEAD, or RUN=previous" in message
