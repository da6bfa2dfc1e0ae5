"""A daily run has settings of its own and leaves those of the week as they were."""

from contextlib import nullcontext

import pytest

from pipelines import daily


@pytest.mark.parametrize(
    ("made", "code", "words"), [(True, 0, "not in MLflow"), (False, 2, "next: put that right")]
)
def test_the_end_says_whether_lists_came_out_though_something_failed(
    monkeypatch, capsys, made, code, words
):
    monkeypatch.setattr("sys.argv", ["make daily"])
    monkeypatch.setattr(daily, "only_run", nullcontext)
    monkeypatch.setattr(daily, "restore_parameters", lambda: None)
    monkeypatch.setattr(daily, "changed_for_now", lambda _: nullcontext())
    monkeypatch.setattr(daily, "run_whole", lambda _: 1)
    monkeypatch.setattr(daily, "lists_are_made", lambda: made)

    with pytest.raises(SystemExit) as ended:
        daily.main()

    assert ended.value.code == code
    assert words in capsys.readouterr().err


def test_the_day_s_lists_are_made_with_the_day_s_settings(monkeypatch):
    settings = {}
    monkeypatch.setattr("sys.argv", ["make daily", "--cases-per-list", "7"])
    monkeypatch.setattr(daily, "only_run", nullcontext)
    monkeypatch.setattr(daily, "restore_parameters", lambda: None)
    monkeypatch.setattr(daily, "changed_for_now", lambda rank: nullcontext(settings.update(rank)))
    monkeypatch.setattr(daily, "run_whole", lambda _: 0)

    with pytest.raises(SystemExit) as ended:
        daily.main()

    assert ended.value.code == 0
    assert settings == {"cadence": "daily_early_licence", "cases_per_list": 7}
