"""The publish stage: lists in, files that teams open out."""

import hashlib
import json
import time
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from contracts.errors import InputError
from contracts.levels import Scale
from contracts.source import Source
from pipelines import publish
from pipelines.running.outputs import write_json, write_table
from pipelines.running.params.sections import EvaluateParameters
from tests.made_up_disclosure import PARAMETERS as DISCLOSURE
from tests.worklists.made_up_evaluation import PERFORMANCE, write_evaluation

SOURCE = Source(
    name="probation",
    title="Probation, made-up records",
    about="",
    scale=Scale(("low", "medium", "high", "very_high"), high_from="high"),
    run_date=date(2026, 11, 16),
    notes=("Every record is made up.",),
)


def _folders(root, *, teams=2, cases=3):
    listed, facts = [], []
    for team in range(teams):
        unit = f"N{team:02d}"
        list_id = f"weekly-2026-11-16-{unit}"
        facts.append(
            {"list_id": list_id, "unit_id": unit, "made_on": "2026-11-16"}
            | {"records_up_to": "2026-11-16", "expires_on": "2026-11-30", "tie_key_id": "k1"}
            | {"ranked_by": "a rule (base rate), not the model", "sentences": ["No audits yet."]}
        )
        listed += [_row(list_id, unit, position) for position in range(1, cases + 1)]
    table = pd.DataFrame(listed)
    write_table(table[["assessment_id", *LISTED]], root / "worklist/worklist.parquet")
    write_table(table.drop(columns=LISTED), root / "worklist/cases.parquet")
    write_json(facts, root / "worklist/lists.json")
    write_urgent(root / "urgent", table)
    write_json(SOURCE.content(), root / "checked/source.json")
    (root / "model").mkdir()
    write_evaluation(root / "evaluation")
    write_json(PERFORMANCE, root / "monitored/performance.json")
    names = ("worklist", "urgent", "checked", "model", "evaluation")
    return {name: root / name for name in names} | {
        "performance": root / "monitored/performance.json",
        "evaluate": EvaluateParameters(0.05, draws=100, seed=1, floor_positives=10),
        "disclosure": DISCLOSURE,
    }


LISTED = ["list_id", "unit_id", "position", "selected_by", "inclusion_probability"]
LISTED += ["reasons", "missing", "look_at", "chance_words"]


def write_urgent(folder, table):
    """One urgent case of the first team, in the form of a list."""
    list_id = "urgent-2026-11-16-N00"
    extra = {"since": pd.Timestamp("2026-11-12"), "next_steps": [["Read the reply today."]]}
    first = table.iloc[:1].assign(list_id=list_id, selected_by="urgent", **extra)
    write_table(first[["assessment_id", *LISTED, *extra]], folder / "worklist.parquet")
    write_table(first.drop(columns=[*LISTED, *extra]), folder / "cases.parquet")
    facts = {"list_id": list_id, "unit_id": "N00", "made_on": "2026-11-16", "cadence": "urgent"}
    facts |= {"ranked_by": "the day of what was found", "sentences": []}
    write_json([facts], folder / "lists.json")


def _row(list_id, unit, position):
    return {
        "list_id": list_id,
        "unit_id": unit,
        "position": position,
        "assessment_id": f"{unit}-{position}",
        "selected_by": ("model", "random", "carried_over")[position % 3],
        "inclusion_probability": 0.15,
        "reasons": ["The serious violence predictor was in the high band on 3 March 2026."] * 3,
        "missing": ["Reply to the safeguarding check"],
        "look_at": ["Contact log from January 2026"],
        "chance_words": "In past audits of cases like this, about 4 in 10 were raised.",
        "case_reference": f"C-{unit}{position:04d}",
        "assigned": "medium",
        "assessment_date": pd.Timestamp("2026-03-02"),
        "age_weeks": 37,
        "restricted": position == 2,
        "at_risk": ["Children: high in the community"],
        "against": [],
        "carried_weeks": 0,
        "early_licence": False,
    }


@pytest.fixture(autouse=True)
def _params_file(tmp_path, monkeypatch):
    (tmp_path / "params.yaml").write_text("version: 1\n")
    monkeypatch.setattr(publish, "PARAMS_FILE", tmp_path / "params.yaml")


def test_every_team_gets_its_files_and_the_manifest_knows_each_of_them(tmp_path):
    folders = _folders(tmp_path)

    figures = publish.main(**folders, published=tmp_path / "published")

    content = json.loads((tmp_path / "published/manifest.json").read_text())
    assert figures == {"teams": 2, "cases": 6, "urgent": 1}
    assert len(content["files"]) == 2 * 5 + 5 + 5
    for name, facts in content["files"].items():
        data = (tmp_path / "published" / name).read_bytes()
        assert facts["sha256"] == hashlib.sha256(data).hexdigest()
    assert content["lists"][1]["tie_key_id"] == "k1"
    assert content["made_from"]["model"] is None


def test_a_teams_urgent_cases_stand_first_on_its_index_and_have_a_workbook(tmp_path):
    publish.main(**_folders(tmp_path), published=tmp_path / "published")

    index = (tmp_path / "published/n00/index.html").read_text(encoding="utf-8")
    page = tmp_path / "published/n00/urgent-2026-11-16-n00.html"
    assert index.index("urgent-2026-11-16-n00.html") < index.index("weekly-2026-11-16-n00.html")
    assert "Read the reply today." in page.read_text(encoding="utf-8")
    assert page.with_suffix(".xlsx").exists()


def test_managers_find_how_well_the_lists_work_from_the_index(tmp_path):
    publish.main(**_folders(tmp_path), published=tmp_path / "published")

    index = (tmp_path / "published/index.html").read_text(encoding="utf-8")
    page = (tmp_path / "published/how-well.html").read_text(encoding="utf-8")
    assert 'href="how-well.html"' in index
    assert "Checking 50 in 1,000 in list order finds 25; at random, 7" in page
    assert page.count('src="data:image/svg+xml;base64,') == 4


def test_publishing_again_gives_the_same_bytes(tmp_path):
    folders = _folders(tmp_path)

    for name in ("one", "two"):
        publish.main(**folders, published=tmp_path / name)

    for path in (tmp_path / "one").rglob("*.*"):
        assert (
            path.read_bytes()
            == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()
        )


@pytest.mark.journey
def test_a_hundred_teams_of_fifty_cases_are_published_in_under_thirty_seconds(tmp_path):
    folders = _folders(tmp_path, teams=100, cases=50)

    began = time.perf_counter()
    figures = publish.main(**folders, published=tmp_path / "published")

    assert figures == {"teams": 100, "cases": 5000, "urgent": 1}
    assert time.perf_counter() - began < 30


def test_nothing_published_says_how_a_case_was_selected_or_what_a_restricted_one_holds(tmp_path):
    folders = _folders(tmp_path, teams=1)

    publish.main(**folders, published=tmp_path / "published")

    for path in (tmp_path / "published").rglob("*"):
        if path.suffix in (".html", ".csv", ".jsonl") and path.name != "how-well.html":
            text = path.read_text(encoding="utf-8").lower()
            assert "random" not in text
            assert "carried_over" not in text
    (lines,) = (tmp_path / "published").rglob("weekly*.jsonl")
    assert json.loads(lines.read_text().splitlines()[1])["reasons"] == []


def test_a_model_that_was_made_is_named_by_its_hash(tmp_path):
    folders = _folders(tmp_path)
    (tmp_path / "model/model.skops").write_bytes(b"model")

    publish.main(**folders, published=tmp_path / "published")

    content = json.loads((tmp_path / "published/manifest.json").read_text())
    assert content["made_from"]["model"] == hashlib.sha256(b"model").hexdigest()


def test_a_missing_earlier_stage_is_refused_and_nothing_is_left(tmp_path):
    folders = _folders(tmp_path)
    (tmp_path / "checked/source.json").unlink()

    with pytest.raises(InputError, match="run the check stage again"):
        publish.main(**folders, published=tmp_path / "published")

    assert not (tmp_path / "published").exists()


def test_lists_that_were_never_made_are_refused_and_every_missing_file_is_named(tmp_path):
    folders = _folders(tmp_path)
    (tmp_path / "worklist/lists.json").unlink()
    (tmp_path / "worklist/cases.parquet").unlink()

    with pytest.raises(InputError) as refusal:
        publish.main(**folders, published=tmp_path / "published")

    assert refusal.value.faults == ["cases.parquet is not there", "lists.json is not there"]


def test_the_stage_hashes_the_code_that_it_is_part_of():
    assert all((Path(publish.__file__).parents[1] / name).is_dir() for name in publish.PACKAGES)
