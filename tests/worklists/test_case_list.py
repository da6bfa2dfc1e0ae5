"""What a team receives holds all a reader may see and nothing more."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from contracts.errors import InputError
from contracts.levels import Scale
from contracts.source import Source
from pipelines.running.outputs import write_json, write_table
from worklists.case_list import STANDING, URGENT_STANDING, Level, published_lists, read_lists

SOURCE = Source(
    name="probation",
    title="Probation",
    about="",
    scale=Scale(("low", "medium", "high", "very_high"), high_from="high"),
    titles={"very_high": "very high RoSH"},
    notes=("An outcome is not an audit.",),
)
FACTS = {
    "list_id": "L1",
    "unit_id": "N01",
    "made_on": "2026-03-02",
    "records_up_to": "2026-03-01",
    "expires_on": None,
    "ranked_by": "the model",
    "sentences": ["No audits yet."],
}


def _frames(**changes):
    worklist = {
        "list_id": "L1",
        "unit_id": "N01",
        "position": 1,
        "assessment_id": "A1",
        "selected_by": "random",
        "inclusion_probability": 0.15,
        "reasons": np.array(["Rated medium on 3 March 2026.", ""], dtype=object),
        "missing": None,
        "look_at": ["Contact log"],
        "chance_words": "About 4 in 10.",
    }
    case = {
        "assessment_id": "A1",
        "case_reference": "C-7F3K",
        "assigned": "medium",
        "assessment_date": pd.Timestamp("2026-02-01"),
        "age_weeks": 4,
        "restricted": False,
        "at_risk": ["children: high"],
        "against": [],
        "carried_weeks": 2,
        "early_licence": True,
    }
    return pd.DataFrame([worklist]), pd.DataFrame([case | changes])


def _publish(lists=(FACTS,), **changes):
    worklist, cases = _frames(**changes)
    return published_lists(worklist=worklist, cases=cases, lists=list(lists), source=SOURCE)


def test_a_case_carries_its_words_and_its_levels_title():
    (published,) = _publish()

    (case,) = published.cases
    assert case.assigned_title == "Medium"
    assert case.reasons == ("Rated medium on 3 March 2026.",)
    assert case.missing == ()
    assert case.assessment_date == date(2026, 2, 1)
    assert case.early_licence
    assert published.levels[-1] == Level("very_high", "Very high RoSH")


def test_what_ranked_the_list_is_said_in_a_sentence():
    (published,) = _publish()

    assert published.ranked_by == "This list is ranked by the model."


def test_how_a_case_was_selected_is_nowhere_in_what_the_reader_gets():
    (published,) = _publish()

    assert "random" not in repr(published)
    assert "0.15" not in repr(published)


def test_a_restricted_case_keeps_its_reference_and_nothing_else():
    (published,) = _publish(restricted=True)

    (case,) = published.cases
    assert case.case_reference == "C-7F3K"
    assert (case.assigned, case.assessment_date, case.reasons) == ("", None, ())
    assert published.withheld_restricted == 1
    assert "children" not in repr(case)


def test_the_standing_sentence_comes_first_and_no_sentence_twice():
    (published,) = _publish([FACTS | {"sentences": [STANDING, "No audits yet."]}])

    assert published.sentences == (STANDING, "No audits yet.", "An outcome is not an audit.")


def test_a_list_without_cases_is_still_a_list_and_teams_come_in_order():
    published = _publish([FACTS, FACTS | {"list_id": "L0", "unit_id": "A09"}])

    assert [(one.unit_id, len(one.cases)) for one in published] == [("A09", 0), ("N01", 1)]


def test_a_source_without_dates_has_no_date_and_no_age():
    (published,) = _publish(assessment_date=pd.NaT, age_weeks=pd.NA, carried_weeks=pd.NA)

    (case,) = published.cases
    assert (case.assessment_date, case.age_weeks, case.carried_weeks) == (None, None, 0)


def test_a_listed_assessment_without_a_case_is_refused():
    worklist, cases = _frames()

    with pytest.raises(KeyError, match="no row in cases"):
        published_lists(worklist=worklist, cases=cases[:0], lists=[FACTS], source=SOURCE)


def test_lists_come_back_as_they_were_ranked(tmp_path):
    worklist, cases = _frames()
    write_table(worklist, tmp_path / "worklist.parquet")
    write_table(cases, tmp_path / "cases.parquet")
    write_json([FACTS], tmp_path / "lists.json")

    (published,) = read_lists(tmp_path, SOURCE)

    assert published.unit_id == "N01"
    assert [case.case_reference for case in published.cases] == ["C-7F3K"]


def test_every_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError) as refusal:
        read_lists(tmp_path, SOURCE)

    assert len(refusal.value.faults) == 3
    assert refusal.value.next_step == "run the rank stage first"


def test_a_list_of_urgent_cases_says_what_to_do_today_and_that_it_waits_for_no_list():
    worklist, cases = _frames()
    extra = {"since": pd.Timestamp("2026-02-27"), "next_steps": [["Read the reply today."]]}
    facts = FACTS | {"cadence": "urgent", "ranked_by": "the day of what was found"}

    (published,) = published_lists(
        worklist=worklist.assign(**extra), cases=cases, lists=[facts], source=SOURCE
    )

    assert published.urgent
    assert published.sentences[0] == URGENT_STANDING
    assert published.ranked_by == "This list is in order by the day of what was found."
    assert published.cases[0].since == date(2026, 2, 27)
    assert published.cases[0].next_steps == ("Read the reply today.",)
