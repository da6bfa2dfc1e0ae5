from benchmarks.timing import lists
from benchmarks.timing.made_up_round import make_round


def test_a_made_up_round_is_published_answered_and_taken_in(tmp_path, monkeypatch):
    monkeypatch.setattr(lists, "CASES", 2)
    monkeypatch.setenv("COUNTERSIGN_DECISIONS_URL", "")  # put back afterwards
    make_round(tmp_path, teams=1, cases=2)

    seconds = lists.publish_round(tmp_path)
    taken, message = lists.take_in(tmp_path)

    assert min(seconds, taken) > 0
    assert "2 decisions recorded" in message


def test_the_page_names_the_command_and_every_figure():
    text = lists.report({"publish 1 team": ("1.0 s", "30 s")})

    assert "`python -m benchmarks.timing.lists`" in text
    assert "| publish 1 team | 1.0 s | 30 s |" in text
