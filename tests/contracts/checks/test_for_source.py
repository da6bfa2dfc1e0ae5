"""Tests of contracts as one source's records must meet them."""

import dataclasses
import datetime as dt

import pandas as pd

from contracts.checks.for_source import contracts_for
from contracts.levels import Scale
from contracts.source import ExtraFeature, Source
from contracts.table import RawTable, load_tables

ROSH = Scale(("low", "medium", "high", "very_high"), high_from="high")
SOURCE = Source(name="toy", title="A toy", about="", scale=ROSH)


def adapted(**changed):
    return contracts_for(dataclasses.replace(SOURCE, **changed), load_tables(), raw={})


def test_an_audit_source_has_a_level_and_no_outcome():
    names = adapted()["audits"].names

    assert "audited_rosh" in names
    assert "outcome" not in names


def test_an_outcome_source_must_say_whether_it_happened_and_has_no_audited_level():
    audits = adapted(label="outcome", under_from="high")["audits"]

    assert audits.column("outcome").required
    assert "audited_rosh" not in audits.names


def test_titles_of_levels_are_spellings_of_them_and_those_of_harm_only_on_its_own_scale():
    two = Scale(("1", "2"), high_from="2")

    assert adapted().get("audits").column("audited_rosh").aliases["rvrh"] == "very_high"
    assert adapted(scale=two, titles={"2": "Grave"})["audits"].column("audited_rosh").aliases == {
        "Grave": "2"
    }


def test_features_of_the_profile_become_a_contract_of_their_own():
    extra = (
        ExtraFeature("pain", "number", "Pain", low=0, high=10),
        ExtraFeature("arrival", "category", "Arrival", values=("walk", "car")),
        ExtraFeature("ward", "category", "Ward"),
        ExtraFeature("injury", "boolean", "Injury"),
    )

    columns = adapted(extra=extra)["extra"].columns

    assert [column.type for column in columns] == ["string", "number", "enum", "string", "boolean"]
    assert (columns[1].low, columns[1].high) == (0, 10)


def test_protected_columns_with_names_of_their_own_stay_text():
    raw = RawTable(
        "protected", "p.csv", pd.DataFrame({"row": [1], "person_id": ["P"], "race": ["x"]})
    )

    table = contracts_for(SOURCE, load_tables(), raw={"protected": raw})["protected"]

    assert table.column("race").type == "string"


def test_an_enquiry_keeps_its_own_outcome_whatever_the_source():
    for label in ("audit", "outcome"):
        enquiries = adapted(label=label, under_from="high")["enquiries"]

        assert enquiries.column("outcome").required is False


def test_the_earliest_day_is_the_sources_own():
    bounded = adapted(earliest_day=dt.date(2013, 1, 1))

    assert bounded["assessments"].column("assessment_date").low == "2013-01-01"
    assert bounded["audits"].column("audit_completed_date").low == "2013-01-01"
    assert adapted()["assessments"].column("assessment_date").low is None
