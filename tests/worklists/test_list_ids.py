"""Names of lists."""

from worklists.list_ids import list_ids


def test_names_of_lists_are_safe_whatever_a_team_is_called():
    named = list_ids(["N01", "../etc", "=cmd"], "weekly", "2026-11-16")

    assert named["N01"] == "weekly-2026-11-16-N01"
    assert all(name.replace("-", "").isalnum() for name in named.values())
    assert len(set(named.values())) == 3
