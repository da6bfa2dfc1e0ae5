"""Urgent cases in the form of lists."""

import dataclasses

from tests.worklists.made_up_urgent import A1, CONTACT, SOURCE, checked_table
from worklists.case_list import published_lists
from worklists.ranking.previous_round import no_decisions
from worklists.returns.issued import issued_lists
from worklists.urgent.findings import find
from worklists.urgent.lists import NOT_RANKED, urgent_lists

ARRESTED = "Arrested or charged since the rating, which is below high"
ARREST = CONTACT | {"contact_group": "arrest_or_charge"}
OTHER_TEAM = A1 | {"assessment_id": "A2", "person_id": "P2", "unit_id": "N02"}


def _made(*assessments, source=SOURCE, **tables):
    table = checked_table(*assessments)
    findings = find({"assessments": table, **tables}, source, no_decisions())
    return urgent_lists(findings, table, source, reference_key="demo", run_id="r")


def _as_read(made):
    return {"worklist": made.tables["worklist"], "cases": made.tables["cases"]} | {
        "lists": made.facts["lists"]
    }


def test_every_team_has_a_list_that_is_published_as_any_other():
    made = _made(A1, OTHER_TEAM, contacts=checked_table(ARREST))

    first, second = published_lists(**_as_read(made), source=SOURCE)

    assert (first.list_id, second.list_id) == ("urgent-2026-11-16-N01", "urgent-2026-11-16-N02")
    assert (len(first.cases), len(second.cases)) == (1, 0)
    assert first.expires_on.isoformat() == "2026-11-17"
    assert first.ranked_by == (
        "This list is in order by the day of what was found, the oldest first."
    )
    assert NOT_RANKED in first.sentences
    assert first.cases[0].reasons == (f"{ARRESTED} (contact log, 10 November 2026).",)
    assert first.cases[0].chance_words == ""


def test_an_answer_to_an_urgent_case_finds_its_way_back():
    issued = issued_lists(**_as_read(_made(A1, contacts=checked_table(ARREST))))

    (case,) = issued["urgent-2026-11-16-N01"].cases.values()
    assert (case.assessment_id, case.selected_by) == ("A1", "urgent")
    assert case.inclusion_probability == 1.0


def test_a_list_says_what_could_not_be_looked_for():
    made = _made(A1, contacts=checked_table(ARREST))

    (facts,) = made.facts["lists"]
    assert facts["sentences"][-1].startswith("Not looked for, since the records for it are absent:")
    assert "A warrant or summons is on the register" in facts["sentences"][-1]
    assert "Arrested" not in facts["sentences"][-1]


def test_a_restricted_case_is_on_its_list_without_a_word():
    made = _made(A1 | {"lao_status": "restricted"}, contacts=checked_table(ARREST))

    (row,) = made.tables["worklist"].to_dict("records")
    assert [row[name] for name in ("rules", "reasons", "next_steps", "look_at")] == [[]] * 4
    assert made.tables["worklist"]["since"].isna().all()
    assert made.facts["lists"][0]["restricted"] == 1


def test_without_dates_no_rule_can_be_applied_and_no_team_gets_a_list():
    made = _made(A1, source=dataclasses.replace(SOURCE, run_date=None))

    assert made.facts["lists"] == []
    assert made.tables["worklist"].empty
    assert made.csv.empty


def test_an_urgent_list_has_room_for_every_case_and_carries_none_over():
    made = _made(A1, OTHER_TEAM, contacts=checked_table(ARREST))

    first, second = made.facts["lists"]
    assert (first["capacity"], first["listed"], first["carried_over"]) == (1, 1, 0)
    assert (second["capacity"], second["listed"], second["carried_over"]) == (0, 0, 0)
