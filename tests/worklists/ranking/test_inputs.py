"""What a round is made from; a run's name is made from that and from nothing else."""

import dataclasses

from worklists.ranking.inputs import run_identity
from worklists.ranking.list_rules import ListRules

RULES = ListRules(20, None, 5, 0.15, False, "weekly", 4, 0.5, "key", 1)


def test_the_same_content_gives_the_same_names_wherever_it_lies(tmp_path):
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "model.skops").write_bytes(b"a model")
    one, other = (
        run_identity([tmp_path / n], RULES, tmp_path / n / "model.skops") for n in ("here", "there")
    )

    assert one == other
    assert len(one.run_id) == len(one.model_version) == 16


def test_other_rules_or_other_records_make_another_run(tmp_path):
    (tmp_path / "scores.csv").write_text("1")
    plain = run_identity([tmp_path / "scores.csv"], RULES, None)
    ruled = run_identity([tmp_path / "scores.csv"], dataclasses.replace(RULES, seed=2), None)
    (tmp_path / "scores.csv").write_text("2")
    scored = run_identity([tmp_path / "scores.csv"], RULES, None)

    assert len({plain.run_id, ruled.run_id, scored.run_id}) == 3
