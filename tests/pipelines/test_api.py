import shutil
from unittest.mock import Mock

import pandas as pd
import pytest

from contracts.errors import InputError
from pipelines import api
from pipelines.api import load_run
from pipelines.running.params.file import read_parameters
from tests.import_graph import ROOT


@pytest.fixture
def folder(tmp_path):
    """A project whose lists and features hold two assessments, and nothing else of a run."""
    shutil.copy(ROOT / "dvc.yaml", tmp_path / "dvc.yaml")
    tables = {
        "data/03_features/features": {"assessment_id": ["A1", "A2"], "age": [30, 40]},
        "data/07_worklist/worklist": {"assessment_id": ["A1"], "position": [1]},
        "data/07_worklist/cases": {"case_reference": ["C-11111-11111"], "assessment_id": ["A1"]},
        "data/07_worklist/standing": {"assessment_id": ["A1", "A2"]},
    }
    for name, columns in tables.items():
        path = tmp_path / f"{name}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        pd.DataFrame(columns).to_parquet(path)
    (tmp_path / "data/07_worklist/lists.json").write_text("[]")
    return tmp_path


@pytest.mark.parametrize("name", ["A1", "C-11111-11111"])
def test_a_case_is_found_by_its_id_or_its_reference(folder, name):
    assert load_run(folder).features(name)["age"].to_list() == [30]


def test_without_a_case_there_is_a_row_for_every_assessment(folder):
    assert load_run(folder).features()["age"].to_list() == [30, 40]


def test_a_case_that_is_not_on_record_is_refused_and_not_repeated(folder):
    with pytest.raises(InputError) as refused:
        load_run(folder).features("Nobody at all")

    assert refused.value.faults == ["no assessment or case reference of that name is on record"]
    assert "Nobody" not in str(refused.value)


def test_a_folder_without_a_finished_run_names_the_next_step(tmp_path):
    shutil.copy(ROOT / "dvc.yaml", tmp_path / "dvc.yaml")

    with pytest.raises(InputError, match="there is no finished run here") as refused:
        load_run(tmp_path)

    assert "next: make run there first, or dvc pull" in str(refused.value)


def test_a_folder_that_is_no_project_is_named_as_such(tmp_path):
    with pytest.raises(InputError, match="it is no folder of this project"):
        load_run(tmp_path / "elsewhere")


def test_a_case_is_explained_from_the_files_of_its_run_whatever_the_current_folder(
    folder, monkeypatch
):
    shutil.copy(ROOT / "params.yaml", folder)
    rank = read_parameters(folder / "params.yaml").rank
    read = []

    def read_inputs(paths, rules):
        read.append((paths, rules))
        return Mock(described="described", contributions="contributions")

    monkeypatch.setattr(api, "read_inputs", read_inputs)
    monkeypatch.setattr(api, "explain", lambda *inputs: inputs)

    row, *beside = load_run(folder).explain("A1")

    ((paths, rules),) = read
    assert row["assessment_id"].to_list() == ["A1"]
    assert beside == ["described", "contributions"]
    assert paths.scores == folder / "data/05_scores/scores.parquet"
    assert paths.capacity == folder / rank.capacity
    assert paths.previous == folder / rank.previous
    assert paths.decisions == folder / rank.decisions
    assert rules.cases_per_list == rank.cases_per_list
