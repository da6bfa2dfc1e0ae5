"""What the page reads, and how it refuses what is not there."""

import pytest

from contracts.errors import InputError
from pipelines.running.outputs import write_json
from tests.worklists.made_up_evaluation import PERFORMANCE, write_evaluation
from worklists.publishing.performance_reader import read_evaluated


def test_what_evaluate_and_monitor_wrote_is_read(tmp_path):
    write_evaluation(tmp_path / "evaluation")
    write_json(PERFORMANCE, tmp_path / "performance.json")

    known = read_evaluated(tmp_path / "evaluation", tmp_path / "performance.json", capacity=0.05)

    assert len(known.finds) == 4
    assert known.units["unit_id"].to_list() == ["N02", "N01", "N03"]
    assert all(svg.startswith(b"<?xml") for svg in known.pictures.values())


def test_every_file_that_is_missing_is_named(tmp_path):
    with pytest.raises(InputError, match="10 faults") as refusal:
        read_evaluated(tmp_path, tmp_path / "performance.json", capacity=0.05)

    assert "calibration.svg is not there" in refusal.value.faults


def test_a_team_keeps_its_name_whatever_it_is_called(tmp_path):
    write_evaluation(tmp_path / "evaluation")
    write_json(PERFORMANCE, tmp_path / "performance.json")
    path = tmp_path / "evaluation" / "units.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("N01", "NA").replace("N02", "007"), encoding="utf-8")

    known = read_evaluated(tmp_path / "evaluation", tmp_path / "performance.json", capacity=0.05)

    assert known.units["unit_id"].to_list() == ["007", "NA", "N03"]
