"""The rank stage, from the files of earlier stages to every team's list."""

import dataclasses
import datetime as dt
import json

import pandas as pd
import pytest

from contracts.errors import InputError
from tests.pipelines.made_up_scores import PARAMS, PASSED, SOURCE, rank, write_scored
from worklists.ranking import inputs
from worklists.ranking.ranked_by import AFTER_A_STOP


@pytest.fixture(autouse=True)
def _explained(monkeypatch):
    """A model that finds the unanswered check in every case, and the load behind it."""

    def explain(listed):
        ids = listed["assessment_id"].to_list()
        return pd.DataFrame({"base": -2.0, "no_reply": 0.6, "load": 0.4}, index=ids)

    monkeypatch.setattr(inputs, "read_contributions", lambda *_, **__: explain)


def test_every_team_gets_its_list(tmp_path):
    write_scored(tmp_path)

    figures = rank(tmp_path)

    listed = pd.read_parquet(tmp_path / "lists/worklist.parquet")
    assert figures["listed"] == 6
    assert listed.groupby("unit_id")["position"].apply(list).to_dict() == {
        "N01": [1, 2, 3],
        "N02": [1, 2, 3],
    }
    model = listed[listed["selected_by"] == "model"]
    assert model["assessment_id"].to_list() == ["A0", "A1", "A6", "A7"]


def test_a_case_has_its_reasons_and_nothing_of_staff(tmp_path):
    write_scored(tmp_path)

    rank(tmp_path)

    listed = pd.read_parquet(tmp_path / "lists/worklist.parquet").set_index("assessment_id")
    assert list(listed.loc["A1", "reasons"]) == [
        "Strong: A check was asked and not answered (enquiries, as of 5 October 2026)."
    ]
    assert list(listed.loc["A1", "look_at"]) == ["Enquiries"]
    assert not listed["reasons"].map(lambda said: "caseload" in " ".join(said)).any()


def test_no_raw_id_is_in_what_names_a_case(tmp_path):
    write_scored(tmp_path)

    rank(tmp_path)

    cases = pd.read_parquet(tmp_path / "lists/cases.parquet").set_index("assessment_id")
    assert cases["case_reference"].str.fullmatch("C-[0-9A-Z]{5}-[0-9A-Z]{5}").all()
    assert cases.loc["A1", "at_risk"].tolist() == ["Children: high in the community"]
    assert cases.loc["A1", "age_weeks"] == 6


def test_a_restricted_case_is_on_the_list_without_a_word(tmp_path):
    write_scored(tmp_path)

    rank(tmp_path, dataclasses.replace(PARAMS, random_share=0.0))

    listed = pd.read_parquet(tmp_path / "lists/worklist.parquet").set_index("assessment_id")
    cases = pd.read_parquet(tmp_path / "lists/cases.parquet").set_index("assessment_id")
    (first, _) = json.loads((tmp_path / "lists/lists.json").read_text())
    assert cases.loc["A0", "restricted"]
    assert len(cases.loc["A0", "at_risk"]) == 0
    assert len(listed.loc["A0", "reasons"]) == 0
    assert listed.loc["A0", "chance_words"] == ""
    assert listed.loc["A1", "chance_words"].startswith("In past audits of cases like this, about 4")
    assert first["restricted"] == 1


def test_after_a_failed_gate_the_baseline_ranks_and_every_list_says_so(tmp_path):
    failed = {"passed": False, "used": "base_rate", "sentence": "The model found no more."}
    write_scored(tmp_path, gate=failed)

    rank(tmp_path)

    listed = pd.read_parquet(tmp_path / "lists/worklist.parquet")
    facts = json.loads((tmp_path / "lists/lists.json").read_text())
    model = listed[listed["selected_by"] == "model"]
    assert set(model["assessment_id"]) == {"A4", "A5", "A8", "A9"}
    assert {one["ranked_by"] for one in facts} == {"a rule (base rate), not the model"}
    assert all("The model found no more." in one["sentences"] for one in facts)


def test_a_stopped_model_gives_way_to_the_best_baseline_and_page_one_says_so(tmp_path):
    rivals = [{"against": "another_model"}, {"against": "base_rate"}]
    write_scored(tmp_path, gate=PASSED | {"comparisons": rivals})
    stopped = {"stop": True, "sentence": "The model no longer makes the lists."}
    (tmp_path / "performance.json").write_text(json.dumps(stopped))

    figures = rank(tmp_path)

    facts = json.loads((tmp_path / "lists/lists.json").read_text())
    assert figures["ranked by"] == "a rule (base rate), not the model"
    assert {one["sentences"][0] for one in facts} == {AFTER_A_STOP}
    assert {one["model_version"] for one in facts} == {None}


def test_lists_name_their_run_and_model_by_content(tmp_path):
    write_scored(tmp_path)
    rank(tmp_path, out="one")
    (tmp_path / "model/model.skops").write_bytes(b"another model")
    rank(tmp_path, out="other")

    one, other = (json.loads((tmp_path / f"{n}/lists.json").read_text()) for n in ("one", "other"))
    assert len({facts["run_id"] for facts in one}) == 1
    assert one[0]["run_id"] != other[0]["run_id"]
    assert one[0]["model_version"] != other[0]["model_version"]


def test_a_baseline_that_the_scores_do_not_carry_is_refused(tmp_path):
    write_scored(tmp_path, gate={"passed": False, "used": "seeds_rules", "sentence": ""})

    with pytest.raises(InputError, match="the gate chose the baseline 'seeds_rules'"):
        rank(tmp_path)


def test_the_next_list_carries_over_what_is_still_open_with_its_age(tmp_path):
    write_scored(tmp_path)
    rank(tmp_path, out="first")
    later = dataclasses.replace(SOURCE, run_date=dt.date(2026, 11, 30))
    (tmp_path / "checked/source.json").write_text(json.dumps(later.content()))
    audited = pd.DataFrame({"assessment_id": ["A1"], "audit_completed_date": ["2026-11-20"]})
    audited["audit_completed_date"] = pd.to_datetime(audited["audit_completed_date"])
    audited.to_parquet(tmp_path / "checked/tables/audits.parquet")

    rank(tmp_path, dataclasses.replace(PARAMS, previous=str(tmp_path / "first")), out="second")

    listed = pd.read_parquet(tmp_path / "second/worklist.parquet")
    cases = pd.read_parquet(tmp_path / "second/cases.parquet").set_index("assessment_id")
    held = listed[listed["selected_by"] == "carried_over"]
    assert len(held) == 3
    assert "A1" not in set(listed["assessment_id"])
    assert set(cases.loc[held["assessment_id"], "carried_weeks"]) == {2}
    assert set(held["first_selected_by"]) == {"model", "random"}


def test_a_decided_case_leaves_and_one_that_waits_for_evidence_is_in_review(tmp_path):
    write_scored(tmp_path)
    decisions = pd.DataFrame(
        [
            ("A0", "agree", "2026-11-10", "2026-11-11", ""),
            ("A1", "agree", "2026-11-11", "2026-11-11", ""),
            ("A1", "more_info", "", "2026-11-12T09:00:00", ""),
            ("A2", "more_info", "2026-09-01", "2026-09-01", ""),
            ("A3", "more_info", "2026-09-01", "2026-09-01", "2026-12-01"),
        ],
        columns=["case_key", "outcome", "decided_at", "recorded_at", "follow_up_date"],
    )
    (tmp_path / "frozen").mkdir()
    decisions.to_parquet(tmp_path / "frozen/decisions.parquet")

    params = dataclasses.replace(PARAMS, decisions=str(tmp_path / "frozen"))
    rank(tmp_path, params)

    explained = pd.read_parquet(tmp_path / "lists/standing.parquet").set_index("assessment_id")
    assert explained.loc[["A0", "A1", "A2", "A3", "B1"], "standing"].to_list() == [
        "decided",
        "in_review",
        "listed",
        "in_review",
        "audited",
    ]


def test_a_source_without_audits_is_ranked_all_the_same(tmp_path):
    unaudited = {"passed": False, "used": "officers_directed", "sentence": "No audits yet."}
    write_scored(tmp_path, gate=unaudited)
    (tmp_path / "checked/tables/audits.parquet").unlink()
    scores = pd.read_parquet(tmp_path / "scores.parquet")
    scores.assign(p_under=float("nan")).to_parquet(tmp_path / "scores.parquet")
    (tmp_path / "evaluation/bins.json").write_text("[]")

    rank(tmp_path)

    listed = pd.read_parquet(tmp_path / "lists/worklist.parquet")
    facts = json.loads((tmp_path / "lists/lists.json").read_text())
    assert set(listed["chance_words"]) == {""}
    assert facts[0]["sentences"][0] == "No audits yet."
    assert facts[0]["sentences"][2].startswith("Too few past audits to say")


def test_a_second_run_gives_the_same_bytes(tmp_path):
    write_scored(tmp_path)
    rank(tmp_path, out="one")
    rank(tmp_path, out="other")

    for file in sorted((tmp_path / "one").iterdir()):
        assert file.read_bytes() == (tmp_path / "other" / file.name).read_bytes(), file.name


def test_another_key_from_the_environment_gives_other_references(tmp_path, monkeypatch):
    write_scored(tmp_path)
    rank(tmp_path, out="one")
    monkeypatch.setenv("COUNTERSIGN_REFERENCE_KEY", "kept elsewhere")
    rank(tmp_path, out="other")

    one = pd.read_parquet(tmp_path / "one/cases.parquet")["case_reference"]
    other = pd.read_parquet(tmp_path / "other/cases.parquet")["case_reference"]
    assert not set(one) & set(other)
