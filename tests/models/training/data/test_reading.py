import json

import numpy as np
import pandas as pd
import pytest

from models.training.data.reading import read_records
from pipelines.running.outputs import write_json, write_table
from tests.models.training import made_up


def checked(folder, *, audits=True, **source):
    from dataclasses import replace

    features, found = made_up.tables(cases=40)
    write_table(features, folder / "features.parquet")
    write_json(made_up.CATALOGUE, folder / "catalogue.json")
    if audits:
        write_table(found, folder / "tables" / "audits.parquet")
    own = replace(made_up.SOURCE, **source)
    (folder / "source.json").write_text(json.dumps(own.content(), default=str), encoding="utf-8")
    return read_records(folder, folder / "features.parquet", folder / "catalogue.json")


def test_what_earlier_stages_wrote_becomes_records(tmp_path):
    known = checked(tmp_path)

    assert len(known) == 40
    assert known.audited.any()
    assert known.features.categories == ("place",)


def test_a_source_without_a_table_of_audits_has_no_labels(tmp_path):
    assert not checked(tmp_path, audits=False).audited.any()


def test_an_outcome_not_watched_for_the_whole_follow_up_is_no_label(tmp_path):
    folder = tmp_path
    known = checked(folder)
    outcomes = pd.DataFrame(
        {
            "audit_id": known.table["assessment_id"],
            "assessment_id": known.table["assessment_id"],
            "outcome": True,
            "audit_completed_date": known.table["assessment_date"],
        }
    )
    write_table(outcomes, folder / "tables" / "audits.parquet")
    own = made_up.SOURCE.content() | {
        "label": "outcome",
        "under_from": "high",
        "label_lag_days": 200,
        "observed_until": "2026-01-01",
        "earliest_day": None,
    }
    (folder / "source.json").write_text(json.dumps(own), encoding="utf-8")

    told = read_records(folder, folder / "features.parquet", folder / "catalogue.json")

    late = told.table["assessment_date"] > pd.Timestamp("2026-01-01") - pd.Timedelta(days=200)
    assert not told.audited[late].any()
    assert told.audited[~late].all()


def test_decisions_count_as_labels_only_where_named_and_where_no_audit_is(tmp_path):
    known = checked(tmp_path)
    audited = known.table["assessment_id"][known.audited].iloc[0]
    open_case = known.table["assessment_id"][~known.audited].iloc[0]
    labels = pd.DataFrame(
        {
            "audit_id": ["D1", "D2"],
            "assessment_id": [audited, open_case],
            "audit_completed_date": pd.to_datetime(["2026-11-17", "2026-11-17"]),
            "audited_rosh": [made_up.SOURCE.scale.levels[0]] * 2,
            "selection_reason": "model_list",
            "selection_probability": 1.0,
        }
    )
    write_table(labels, tmp_path / "frozen" / "labels.parquet")
    files = (tmp_path, tmp_path / "features.parquet", tmp_path / "catalogue.json")

    counted = read_records(*files, decisions=tmp_path / "frozen")
    nothing = read_records(*files, decisions=tmp_path)

    new = counted.table["assessment_id"] == open_case
    assert counted.audited.sum() == known.audited.sum() + 1
    assert counted.right[new.to_numpy()].tolist() == [0.0]
    assert nothing.audited.sum() == known.audited.sum()


@pytest.mark.parametrize("column", ["selection_reason", "blind_to_model"])
def test_audits_that_our_own_lists_prompted_or_showed_are_kept_out_and_still_on_record(
    tmp_path, column
):
    known = checked(tmp_path)
    path = tmp_path / "tables" / "audits.parquet"
    audits = pd.read_parquet(path).drop(columns=column, errors="ignore")
    first = audits.index == audits.index[0]
    values = {"selection_reason": ("model_list", "random"), "blind_to_model": (False, True)}
    write_table(audits.assign(**{column: np.where(first, *values[column])}), path)

    records = read_records(tmp_path, tmp_path / "features.parquet", tmp_path / "catalogue.json")

    assert records.dependent.sum() == 1
    assert records.audited.sum() == known.audited.sum()
    assert records.without_dependent_audits().audited.sum() == known.audited.sum() - 1
