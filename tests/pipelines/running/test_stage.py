from dataclasses import dataclass
from pathlib import Path

import pytest

from contracts.errors import InputError
from pipelines.running.stage import read_params, run


@dataclass(frozen=True)
class Scope:
    weeks: int


@dataclass(frozen=True)
class Params:
    places: int
    share: float
    scope: Scope


def params_file(tmp_path, text):
    path = tmp_path / "params.yaml"
    path.write_text(text)
    return path


def test_plain_fields_come_from_the_stage_and_nested_ones_from_their_own_section(tmp_path):
    path = params_file(tmp_path, "rank: {places: 20, share: 1}\nscope: {weeks: 55}\n")

    assert read_params(Params, "rank", path) == Params(places=20, share=1, scope=Scope(weeks=55))


def test_every_fault_of_the_parameters_is_told_at_once(tmp_path):
    path = params_file(tmp_path, "rank: {place: 20, share: much}\nscope: {}\n")

    with pytest.raises(InputError) as refused:
        read_params(Params, "rank", path)

    assert refused.value.faults == [
        "section 'rank': unknown parameter 'place'; did you mean 'places'?",
        "section 'rank': parameter 'places' is missing",
        "section 'rank': 'share' is 'much'; allowed: a number",
        "section 'scope': parameter 'weeks' is missing",
    ]


def test_a_missing_section_says_what_it_holds(tmp_path):
    path = params_file(tmp_path, "scope: {weeks: 55}\n")

    with pytest.raises(InputError, match="section 'rank' is missing; it holds: places, share"):
        read_params(Params, "rank", path)


def test_true_is_not_a_number(tmp_path):
    path = params_file(tmp_path, "rank: {places: true, share: 1.5}\nscope: {weeks: 55}\n")

    with pytest.raises(InputError, match="'places' is True; allowed: a whole number"):
        read_params(Params, "rank", path)


def refuses(*, records: Path):
    """Read records."""
    raise InputError(records.name, ["column 'assigned_rosh' is missing"], "add it")


def test_a_refusal_is_told_without_a_traceback_and_exits_with_two(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["stage", "--records", "ratings.csv"])

    with pytest.raises(SystemExit) as ended:
        run(refuses)

    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith("ratings.csv: 1 fault\n  - column 'assigned_rosh' is missing\n")
    assert "Traceback" not in said


def counts(*, records: Path, previous: Path | None = None):
    """Count records."""
    return {"rows read": 1200, "share": 0.25, "previous": str(previous)}


def test_figures_are_told_on_one_line(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["stage", "--records", "ratings.csv"])

    run(counts)

    assert capsys.readouterr().out.startswith(
        "test_stage: rows read 1,200, share 0.25, previous None ("
    )
