"""The rank stage, from the files of earlier stages to every team's list."""

import dataclasses
import datetime as dt
import json

import pandas as pd
import pytest

from contracts.levels import Scale
from contracts.refusal import Refusal
from contracts.source import Source
from pipelines.rank import Params, main
from worklists import ranking_given

SCALE = Scale(("low", "medium", "high", "very_high"), high_from="high")
SOURCE = Source(
    name="toy",
    title="Toy",
    about="",
    scale=SCALE,
    run_date=dt.date(2026, 11, 16),
    notes=("Made-up records.",),
)
PARAMS = Params(
    cases_per_list=3,
    total_cases=None,
    minimum_per_list=0,
    random_share=0.34,
    early_licence_first=False,
    cadence="weekly",
    carry_over_weeks=4,
    tie_key="demo",
    seed=1,
    capacity="capacity.csv",
    previous="data/00_nothing_yet",
    decisions="data/00_nothing_yet",
)
PASSED = {"passed": True, "used": "model", "sentence": "The model passed."}
GOING_ON = {"stop": False, "sentence": "Nothing has come back."}
BINS = [
    {"low": 0.0, "high": 1.0, "audited": 120, "raised": 48, "rate": 0.4}
    | {"low95": 0.32, "high95": 0.49}
]
_FEATURE = {
    "type": "yes_no",
    "direction": 1,
    "speaks_from": 1.0,
    "known": 11,
    "sources": ["enquiries.outcome"],
    "missing_means": "not on record",
}
CATALOGUE = [
    _FEATURE
    | {"name": "asked", "theme": "evidence_gaps", "shown_as_reason": True, "look_at": "enquiries"}
    | {"sentence": "A check was asked and not answered.", "sentence_absent": "None is open."},
    _FEATURE
    | {"name": "load", "theme": "staff", "shown_as_reason": False, "look_at": ""}
    | {"sentence": "The caseload is high.", "sentence_absent": "The caseload is low."},
]


def _world(folder, *, source=SOURCE, gate=PASSED):
    """Ten open assessments of two teams, A0 the first to be read, and one that is audited."""
    ids = [f"A{i}" for i in range(10)]
    assessments = pd.DataFrame(
        {
            "assessment_id": [*ids, "B1"],
            "person_id": [f"P{i}" for i in range(11)],
            "unit_id": ["N01"] * 6 + ["N02"] * 4 + ["N01"],
            "assessment_date": pd.to_datetime(["2026-10-05"] * 11).astype("datetime64[us]"),
            "assigned_rosh": ["medium"] * 11,
            "lao_status": ["restricted"] + ["unrestricted"] * 10,
            "rosh_children_community": ["high"] * 11,
        }
    )
    scores = assessments.head(10).assign(
        assigned="medium",
        p_under=0.35,
        priority=[1 - i / 10 for i in range(10)],
        model="few",
    )
    orders = {"priority_base_rate": [i / 10 for i in range(10)]}
    fallback = scores[["assessment_id"]].assign(**orders)
    audits = pd.DataFrame(
        {"assessment_id": ["B1"], "audit_completed_date": pd.to_datetime(["2026-11-02"])}
    )
    features = assessments[["assessment_id", "person_id", "unit_id", "assessment_date"]].assign(
        asked=[1.0] * 11, load=[1.0] * 11
    )
    for name in ("checked/tables", "evaluation"):
        (folder / name).mkdir(parents=True)
    assessments.to_parquet(folder / "checked/tables/assessments.parquet")
    audits.to_parquet(folder / "checked/tables/audits.parquet")
    scores.to_parquet(folder / "scores.parquet")
    fallback.to_parquet(folder / "fallback.parquet")
    features.to_parquet(folder / "features.parquet")
    features[["assessment_id"]].to_parquet(folder / "evidence.parquet")
    (folder / "catalogue.json").write_text(json.dumps(CATALOGUE))
    (folder / "checked/source.json").write_text(json.dumps(source.content()))
    (folder / "evaluation/gate.json").write_text(json.dumps(gate))
    (folder / "evaluation/bins.json").write_text(json.dumps(BINS))
    (folder / "performance.json").write_text(json.dumps(GOING_ON))
    (folder / "model").mkdir()
    (folder / "model/model.skops").write_bytes(b"a model")
    candidates = [{"name": "few", "kind": "model"}, {"name": "base_rate", "kind": "baseline"}]
    (folder / "model/training.json").write_text(json.dumps({"candidates": candidates}))
    return folder


@pytest.fixture(autouse=True)
def _weighed(monkeypatch):
    """A model that finds the unanswered check in every case, and the load behind it."""

    def weigh(listed):
        ids = listed["assessment_id"].to_list()
        return pd.DataFrame({"base": -2.0, "asked": 0.6, "load": 0.4}, index=ids)

    monkeypatch.setattr(ranking_given, "read_contributions", lambda *_, **__: weigh)


def _rank(folder, params=PARAMS, out="lists"):
    return main(
        scores=folder / "scores.parquet",
        fallback=folder / "fallback.parquet",
        checked=folder / "checked",
        features=folder / "features.parquet",
        catalogue=folder / "catalogue.json",
        evidence=folder / "evidence.parquet",
        model=folder / "model",
        evaluation=folder / "evaluation",
        performance=folder / "performance.json",
        worklist=folder / out,
        params=params,
    )


def test_every_team_gets_its_list(tmp_path):
    _world(tmp_path)

    figures = _rank(tmp_path)

    listed = pd.read_parquet(tmp_path / "lists/worklist.parquet")
    assert figures["listed"] == 6
    assert listed.groupby("unit_id")["position"].apply(list).to_dict() == {
        "N01": [1, 2, 3],
        "N02": [1, 2, 3],
    }
    model = listed[listed["selected_by"] == "model"]
    assert model["assessment_id"].to_list() == ["A0", "A1", "A6", "A7"]


def test_a_case_has_its_reasons_and_nothing_of_staff(tmp_path):
    _world(tmp_path)

    _rank(tmp_path)

    listed = pd.read_parquet(tmp_path / "lists/worklist.parquet").set_index("assessment_id")
    assert list(listed.loc["A1", "reasons"]) == [
        "Strong: A check was asked and not answered (enquiries, as of 5 October 2026)."
    ]
    assert list(listed.loc["A1", "look_at"]) == ["Enquiries"]
    assert not listed["reasons"].map(lambda said: "caseload" in " ".join(said)).any()


def test_no_raw_id_is_in_what_names_a_case(tmp_path):
    _world(tmp_path)

    _rank(tmp_path)

    cases = pd.read_parquet(tmp_path / "lists/cases.parquet").set_index("assessment_id")
    assert cases["case_reference"].str.fullmatch("C-[0-9A-Z]{5}-[0-9A-Z]{5}").all()
    assert cases.loc["A1", "at_risk"].tolist() == ["Children: high in the community"]
    assert cases.loc["A1", "age_weeks"] == 6


def test_a_restricted_case_is_on_the_list_without_a_word(tmp_path):
    _world(tmp_path)

    _rank(tmp_path)

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
    _world(tmp_path, gate=failed)

    _rank(tmp_path)

    listed = pd.read_parquet(tmp_path / "lists/worklist.parquet")
    facts = json.loads((tmp_path / "lists/lists.json").read_text())
    model = listed[listed["selected_by"] == "model"]
    assert set(model["assessment_id"]) == {"A4", "A5", "A8", "A9"}
    assert {one["ranked_by"] for one in facts} == {"a rule (base rate), not the model"}
    assert all("The model found no more." in one["sentences"] for one in facts)


def test_a_stopped_model_gives_way_to_the_best_baseline_and_page_one_says_so(tmp_path):
    rivals = [{"against": "another_model"}, {"against": "base_rate"}]
    _world(tmp_path, gate=PASSED | {"comparisons": rivals})
    stopped = {"stop": True, "sentence": "The model no longer makes the lists."}
    (tmp_path / "performance.json").write_text(json.dumps(stopped))

    figures = _rank(tmp_path)

    facts = json.loads((tmp_path / "lists/lists.json").read_text())
    assert figures["ranked by"] == "a rule (base rate), not the model"
    assert {one["sentences"][0] for one in facts} == {"The model no longer makes the lists."}
    assert {one["model_version"] for one in facts} == {None}


def test_lists_name_their_run_and_model_by_content(tmp_path):
    _world(tmp_path)
    _rank(tmp_path, out="one")
    (tmp_path / "model/model.skops").write_bytes(b"another model")
    _rank(tmp_path, out="other")

    one, other = (json.loads((tmp_path / f"{n}/lists.json").read_text()) for n in ("one", "other"))
    assert len({facts["run_id"] for facts in one}) == 1
    assert one[0]["run_id"] != other[0]["run_id"]
    assert one[0]["model_version"] != other[0]["model_version"]


def test_a_baseline_that_the_scores_do_not_carry_is_refused(tmp_path):
    _world(tmp_path, gate={"passed": False, "used": "seeds_rules", "sentence": ""})

    with pytest.raises(Refusal, match="the gate chose the baseline 'seeds_rules'"):
        _rank(tmp_path)


def test_the_next_list_carries_over_what_is_still_open_with_its_age(tmp_path):
    _world(tmp_path)
    _rank(tmp_path, out="first")
    later = dataclasses.replace(SOURCE, run_date=dt.date(2026, 11, 30))
    (tmp_path / "checked/source.json").write_text(json.dumps(later.content()))
    audited = pd.DataFrame({"assessment_id": ["A1"], "audit_completed_date": ["2026-11-20"]})
    audited["audit_completed_date"] = pd.to_datetime(audited["audit_completed_date"])
    audited.to_parquet(tmp_path / "checked/tables/audits.parquet")

    _rank(tmp_path, dataclasses.replace(PARAMS, previous=str(tmp_path / "first")), out="second")

    listed = pd.read_parquet(tmp_path / "second/worklist.parquet")
    cases = pd.read_parquet(tmp_path / "second/cases.parquet").set_index("assessment_id")
    held = listed[listed["selected_by"] == "carried_over"]
    assert len(held) == 5
    assert "A1" not in set(listed["assessment_id"])
    assert cases.loc["A0", "carried_weeks"] == 2
    assert set(held["first_selected_by"]) == {"model", "random"}


def test_a_decided_case_leaves_and_one_that_waits_for_evidence_is_in_review(tmp_path):
    _world(tmp_path)
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
    _rank(tmp_path, params)

    standing = pd.read_parquet(tmp_path / "lists/standing.parquet").set_index("assessment_id")
    assert standing.loc[["A0", "A1", "A2", "A3", "B1"], "standing"].to_list() == [
        "decided",
        "in_review",
        "listed",
        "in_review",
        "audited",
    ]


def test_a_source_without_audits_is_ranked_all_the_same(tmp_path):
    unaudited = {"passed": False, "used": "officers_directed", "sentence": "No audits yet."}
    _world(tmp_path, gate=unaudited)
    (tmp_path / "checked/tables/audits.parquet").unlink()
    scores = pd.read_parquet(tmp_path / "scores.parquet")
    scores.assign(p_under=float("nan")).to_parquet(tmp_path / "scores.parquet")
    (tmp_path / "evaluation/bins.json").write_text("[]")

    _rank(tmp_path)

    listed = pd.read_parquet(tmp_path / "lists/worklist.parquet")
    facts = json.loads((tmp_path / "lists/lists.json").read_text())
    assert set(listed["chance_words"]) == {"Too few audits to say.", ""}
    assert facts[0]["sentences"][0] == "No audits yet."


def test_a_second_run_gives_the_same_bytes(tmp_path):
    _world(tmp_path)
    _rank(tmp_path, out="one")
    _rank(tmp_path, out="other")

    for file in sorted((tmp_path / "one").iterdir()):
        assert file.read_bytes() == (tmp_path / "other" / file.name).read_bytes(), file.name


def test_another_key_from_the_environment_gives_other_references(tmp_path, monkeypatch):
    _world(tmp_path)
    _rank(tmp_path, out="one")
    monkeypatch.setenv("COUNTERSIGN_REFERENCE_KEY", "kept elsewhere")
    _rank(tmp_path, out="other")

    one = pd.read_parquet(tmp_path / "one/cases.parquet")["case_reference"]
    other = pd.read_parquet(tmp_path / "other/cases.parquet")["case_reference"]
    assert not set(one) & set(other)
