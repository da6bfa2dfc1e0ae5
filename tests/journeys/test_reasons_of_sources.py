"""Every built-in source and a profile with one feature: cases are spoken of in their own words."""

import json
import re
import shutil
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from contracts.source import Source
from models.training.candidates.stacked_classifier import fit_candidates
from models.training.data.reading import read_records
from models.training.explanation.contributions import contributions, mean_prior
from pipelines import check, featurise
from pipelines.running.params.sections import (
    CheckParameters,
    FeaturiseParameters,
    SourceParameters,
)
from tests.contracts.sources.oasys_ndelius.made_up_extracts import EXTRACTS
from tests.journeys.test_sources import flat_rows
from worklists.reasons.listed import FeatureTables, listed_words

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("reasons")]
ROOT = Path(__file__).parents[2]
CARDS = 10
OF_PROBATION = re.compile(
    r"probation|oasys|ndelius|rosh|mappa|licence|release|register|safeguarding|domestic abuse"
    r"|supervision|oversight|convict|enquir|contact log|police|sentence|recall|custody",
    re.IGNORECASE,
)
OF_THE_FIELD = ("demo", "probation", "oasys_ndelius")
KEYS = {"assessments.assessment_id", "assessments.assessment_date", "assessments.assigned_rosh"}
KEYS |= {"assessments.person_id", "assessments.unit_id"}
ONE_FEATURE = """
name: toy
title: A toy
about: Ratings of nobody.
files: [{name: ratings.csv}]
scale: {levels: [low, medium, high], high_from: high}
columns: {assessment: case, person: person, assigned: level, audited: checked}
features:
  wait: {column: wait, type: number, meaning: Minutes waited, direction: 1}
"""


class Cards:
    """A source through check and featurise, one candidate fitted, and its first cards."""

    def __init__(self, profile, records, folder):
        checked, features = folder / "checked", folder / "features.parquet"
        catalogue, evidence = folder / "catalogue.json", folder / "evidence.parquet"
        source = SourceParameters(str(profile), str(records))
        check.main(checked=checked, source=source, check=CheckParameters("latest", "pseudonyms"))
        featurise.main(
            checked=checked,
            features=features,
            catalogue=catalogue,
            evidence=evidence,
            featurise=FeaturiseParameters("signature", 1),
        )
        self.source = Source.load(checked / "source.json")
        self.records = read_records(checked, features, catalogue)
        self.catalogue = json.loads(catalogue.read_text(encoding="utf-8"))
        self.features = pd.read_parquet(features)
        day = None if self.source.run_date is None else pd.Timestamp(self.source.run_date)
        self.described = FeatureTables(
            self.features, pd.read_parquet(evidence), self.catalogue, list_day=day
        )
        self.tables = checked / "tables"

    @cached_property
    def words(self):
        """The sentences of the first cards, by the model and by the rules."""
        model = fit_candidates(self.records, ["prior_logistic"], 0)["prior_logistic"]
        mean = mean_prior(model, self.records)
        odds = model.under.log_odds(model.design.matrix(self.records))
        odds[self.records.assigned >= self.records.ceiling_rank] = -np.inf
        first = self.records.take(np.argsort(-odds, kind="stable")[:CARDS])

        def explain(listed):
            return contributions(model, first, mean).loc[listed["assessment_id"]]

        ids = first.table["assessment_id"]
        both = [listed_words(ids, self.described, way) for way in (explain, None)]
        return pd.concat(both, ignore_index=True)


SOURCES = {
    "ktas": "ktas",
    "compas": "compas",
    "compas_violence": "compas",
    "ofsted": "ofsted",
    "ofsted_outcome": "ofsted",
}


@pytest.fixture(
    scope="module",
    params=[
        *(pytest.param(name, marks=pytest.mark.datasets) for name in SOURCES),
        *("demo", "probation", "oasys_ndelius", "one_feature"),
    ],
)
def cards(request, tmp_path_factory):
    name, folder = request.param, tmp_path_factory.mktemp(request.param)
    profile, records = ROOT / f"contracts/sources/{name}.yaml", folder / "records"
    records.mkdir()
    if name in SOURCES:
        records = ROOT.parent / "shared/datasets" / SOURCES[name]
    elif name == "demo":
        project = request.getfixturevalue("first_run")
        shutil.copytree(project.folder / "data/01_raw/demo", records, dirs_exist_ok=True)
    elif name == "probation":
        (records / "ratings.csv").write_text(flat_rows(600, audited=300), encoding="utf-8")
    elif name == "oasys_ndelius":
        for table, text in EXTRACTS.items():
            (records / f"{table}.csv").write_text(text, encoding="utf-8")
    else:
        profile = folder / "toy.yaml"
        profile.write_text(ONE_FEATURE, encoding="utf-8")
        (records / "ratings.csv").write_text(waits(), encoding="utf-8")
    return Cards(profile, records, folder)


def waits():
    """Ratings that are too low more often where the wait was long."""
    rows = [f"C{i},P{i},{'low' if i % 3 else 'medium'},{i % 60},{late(i)}" for i in range(240)]
    return "case,person,level,wait,checked\n" + "\n".join(rows) + "\n"


def late(i):
    return "high" if i % 60 > 45 else "low" if i % 3 else "medium"


def test_every_feature_has_a_column_of_its_own_on_record(cards):
    held = set()
    for file in cards.tables.glob("*.parquet"):
        table = pd.read_parquet(file)
        held |= {f"{file.stem}.{name}" for name in table.columns if table[name].notna().any()}

    for feature in cards.catalogue:
        facts = set(feature["sources"]) - KEYS
        assert not facts or facts & held, f"{feature['name']} reads {sorted(facts)}"


def test_what_all_cases_share_is_neither_a_reason_nor_missing(cards):
    words = cards.words
    said = " ".join(
        text for name in ("reasons", "against", "missing") for row in words[name] for text in row
    )

    for feature in cards.catalogue:
        values = cards.features[feature["name"]].drop_duplicates()
        if len(values) > 1:
            continue
        for text in (feature["sentence"], feature["sentence_absent"]):
            fixed = text.split("{")[0].rstrip(". ")
            assert len(fixed) < 12 or fixed not in said, f"{feature['name']}: all cases share it"


def test_words_of_probation_stand_on_records_of_probation_alone(cards):
    words = cards.words

    texts = [text for name in ("reasons", "against", "missing", "look_at") for text in words[name]]
    found = {text for row in texts for text in row if OF_PROBATION.search(text)}

    assert not found or cards.source.name in OF_THE_FIELD
    assert found or cards.source.name != "demo", "the words above would find none anywhere"


def test_every_card_says_something_of_its_case(cards):
    words = cards.words

    assert words["reasons"].map(len).between(1, 3).all()
    if cards.source.name == "toy":
        assert words["reasons"].map(lambda row: "Minutes waited" in row[0]).any()
