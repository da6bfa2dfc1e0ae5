from benchmarks.faults.damaged import stage_commands
from benchmarks.faults.kills import STAGES, moments, stage_seconds

OUTPUT = """Running stage 'rank':
> python -m pipelines.rank --scores data/05_scores/scores.parquet
rank: listed 77, teams 5 (1.9 s)
"""


def test_every_stage_is_killed_in_turn_and_the_seed_decides_when():
    first, again = list(moments(22, {"rank": 2.0}, 1)), list(moments(22, {"rank": 2.0}, 1))

    assert first == again
    assert [stage for stage, _, _ in first] == [*STAGES, *STAGES]
    assert all(after <= 4.5 for _, _, after in first)


def test_what_a_run_printed_says_how_long_stages_take_and_how_they_are_called():
    assert stage_seconds(OUTPUT) == {"rank": 1.9}
    assert stage_commands(OUTPUT)["rank"][:3] == ["python", "-m", "pipelines.rank"]
