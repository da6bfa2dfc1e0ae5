from pathlib import Path

import pandas as pd
import pytest

from contracts.errors import InputError
from contracts.source import RawSource
from contracts.sources.profile.load import load_profile
from contracts.sources.read import read_source
from tests.contracts.sources.oasys_ndelius.made_up_extracts import EXTRACTS

PROFILE = Path(__file__).parents[4] / "contracts" / "sources" / "oasys_ndelius.yaml"


def read(folder: Path, extracts: dict[str, str]) -> RawSource:
    for name, text in extracts.items():
        (folder / f"{name}.csv").write_text(text)
    return read_source(load_profile(PROFILE), folder)


def test_an_assessment_is_dated_by_its_signature_else_completion_else_beginning(tmp_path):
    raw = read(tmp_path, EXTRACTS)

    frame = raw.tables["assessments"].frame.set_index("assessment_id")
    assert dict(frame["assessment_date"].dt.strftime("%Y-%m-%d")) == {
        "101": "2024-01-09",
        "102": "2024-03-11",
        "103": "2024-02-06",
        "104": "2024-04-01",
    }


def test_codes_of_oasys_become_values_of_the_contract(tmp_path):
    raw = read(tmp_path, EXTRACTS)

    frame = raw.tables["assessments"].frame
    assert list(frame["assigned_rosh"]) == ["medium", "very_high", "high", "low"]
    assert list(frame["purpose"]) == ["court_report", "review", "start_licence", "review"]
    assert list(frame["court_report_type"]) == ["standard", "none", "none", "none"]
    assert frame["sara_status"].dropna().to_list() == ["not_indicated"]
    assert frame["interview_mode"].isna().to_list() == [False, False, True, True]
    assert frame["interview_mode"].iloc[0] == "in_person"
    assert list(frame["lao_status"]) == ["unrestricted"] * 2 + ["restricted"] * 2


def test_rows_that_are_no_records_are_left_out_and_counted(tmp_path):
    raw = read(tmp_path, EXTRACTS)

    told = [finding.detail for finding in raw.findings if finding.code == "not_a_record"]
    assert told == [
        "OASYS_SET.csv: 1 rows left out: voided",
        "OASYS_SET.csv: 1 rows left out: deleted",
        "OASYS_SET.csv: 1 rows left out: not signed (open, awaiting a report, or guillotined)",
        (
            "OASYS_SET.csv: 1 rows left out: of a type without a RoSH level "
            "(neither layer 1 nor layer 3)"
        ),
        "OASYS_SET.csv: 1 rows left out: without a level (blank, none or not calculated)",
        "CONTACT.csv: 1 rows left out: deleted",
    ]


def test_enquiries_are_contacts_that_ask_and_the_next_that_answers(tmp_path):
    raw = read(tmp_path, EXTRACTS)

    enquiries = raw.tables["enquiries"].frame
    assert enquiries[["enquiry_id", "person_id", "enquiry_type"]].to_numpy().tolist() == [
        ["12", "P1", "child_safeguarding"],
        ["13", "P1", "child_safeguarding"],
    ]
    assert enquiries["response_date"].isna().tolist() == [True, False]
    assert enquiries["response_date"].iloc[1] == pd.Timestamp("2024-01-12")


def test_contacts_carry_group_outcome_enforcement_and_minutes(tmp_path):
    raw = read(tmp_path, EXTRACTS)

    contacts = raw.tables["contacts"].frame.set_index("contact_id")
    assert contacts.loc["11", "duration_minutes"] == 40
    assert contacts.loc["11", "appointment_outcome"] == "complied"
    assert contacts.loc["15", "appointment_outcome"] == "unacceptable_absence"
    assert contacts.loc["15", "enforcement_action"] == "warning1"
    assert contacts.loc["17", "contact_group"] == "ZZZZ"
    assert contacts.loc["12", "known_at"] == pd.Timestamp("2024-01-04 09:00")


def test_registers_keep_their_level_category_and_end(tmp_path):
    more = {
        "REGISTRATION": (
            "REGISTRATION_ID,REGISTER_TYPE_ID,OFFENDER_ID,REGISTRATION_DATE,SOFT_DELETED,"
            "REGISTER_LEVEL_ID,REGISTER_CATEGORY_ID,CREATED_DATETIME\n"
            "1,5,1,2024-01-01,0,90,91,2024-01-02 08:00\n2,5,1,2024-01-01,1,,,2024-01-02 08:00\n"
        ),
        "DEREGISTRATION": "REGISTRATION_ID,DEREGISTRATION_DATE,SOFT_DELETED\n1,2024-06-01,0\n",
        "R_REGISTER_TYPE": "REGISTER_TYPE_ID,CODE\n5,MAPP\n",
        "R_STANDARD_REFERENCE_LIST": "STANDARD_REFERENCE_LIST_ID,CODE_VALUE\n90,M2\n91,M1\n32,F\n",
    }

    raw = read(tmp_path, EXTRACTS | more)

    (row,) = raw.tables["registrations"].frame.to_dict("records")
    assert (row["person_id"], row["register_code"]) == ("P1", "MAPP")
    assert (row["level"], row["category"]) == ("M2", "M1")
    assert row["end_date"] == pd.Timestamp("2024-06-01")
    protected = raw.tables["protected"].frame.set_index("person_id")
    assert protected.loc["P2", "sex"] == "female"
    assert protected.loc["P1", "birth_year"] == 1990


def test_answers_give_the_nine_cells_and_the_screening(tmp_path):
    answers = """OASYS_SET_PK,REF_QUESTION_CODE,REF_ANSWER_CODE
101,SUM6.1.1,L
101,SUM6.3.1,H
101,R1.3.7,YES
101,R1.4.1,YES
101,R1.4.2,NO
101,R3.1,DK
101,R1.2.1.2,YES
101,R1.2.2.1,NO
101,SOURCES_OF_INFORMATION,140
101,SOURCES_OF_INFORMATION,170
"""

    raw = read(tmp_path, EXTRACTS | {"OASYS_ANSWER": answers})

    first = raw.tables["assessments"].frame.iloc[0]
    assert first["rosh_children_community"] == "low"
    assert first["rosh_known_adult_community"] == "high"
    assert first["declared_previous_high"] == "yes"
    assert (first["protective_orders_count"], first["screening_dont_know_count"]) == (1, 1)
    assert first["screening_flags"] == "murder_manslaughter_previous"
    assert sorted(first["sources_used"].split("|")) == ["interview", "police"]


def test_offences_audits_staff_and_workload_are_adapted_too(tmp_path):
    more = {
        "MAIN_OFFENCE": (
            "MAIN_OFFENCE_ID,OFFENCE_DATE,EVENT_ID,SOFT_DELETED,OFFENCE_ID,OFFENDER_ID,"
            "CREATED_DATETIME\n1,2023-01-01,1,0,1,1,2023-06-02\n2,2010-01-01,2,0,2,1,2010-06-02\n"
        ),
        "EVENT": (
            "EVENT_ID,OFFENDER_ID,CONVICTION_DATE,ACTIVE_FLAG,SOFT_DELETED\n"
            "1,1,2023-06-01,1,0\n2,1,2010-06-01,0,0\n"
        ),
        "R_OFFENCE": "OFFENCE_ID,MAIN_CATEGORY_CODE\n1,028\n2,005\n",
        "QA_REVIEW": (
            "QA_REVIEW_PK,OASYS_SET_PK,QA_STATUS_ELM,DATE_SELECTED,DATE_COMPLETED,"
            "QA_GRADING_ELM,OASYS_USER_CODE,AUDITED_ROSH_LEVEL_ELM\n"
            "1,101,COMPLETE,2024-03-01,2024-07-01,NEEDS_MORE_WORK,Q1,H\n"
            "2,102,SUBSTITUTED,2024-03-01,,,,\n"
        ),
        "RELEASE": "RELEASE_ID,OFFENDER_ID,ACTUAL_RELEASE_DATE\n1,1,2024-01-01\n2,1,2024-02-20\n",
        "STAFF": "OFFICER_CODE,START_DATE\nU1,2023-01-09\n",
        "WORKLOAD": (
            "STAFF_CODE,TEAM_CODE,MONTH,GRADE,TOTAL_COMMUNITY_CASES,TOTAL_CUSTODY_CASES,"
            "TOTAL_POINTS,AVAILABLE_POINTS\nU1,N50T01,2023-12,TPO,30,9,2176,1088\n"
        ),
    }

    tables = {name: t.frame for name, t in read(tmp_path, EXTRACTS | more).tables.items()}

    assert list(tables["offences"]["offence_group"]) == ["acquisitive", "gbh_wounding"]
    assert list(tables["offences"]["is_index"]) == [True, False]
    assert list(tables["audits"]["audited_rosh"]) == ["high"]
    assert list(tables["audits"]["qa_grading"]) == ["needs_more_work"]
    assessments = tables["assessments"].set_index("assessment_id")
    assert assessments.loc["101", "release_date"] == pd.Timestamp("2024-01-01")
    assert assessments.loc["102", "release_date"] == pd.Timestamp("2024-02-20")
    assert assessments.loc["101", "assessor_months_in_role"] == 12
    (month,) = tables["practitioner_months"].to_dict("records")
    assert (month["grade"], month["caseload"], month["wmt_pct"]) == ("PQiP", 39, 200.0)


def test_a_file_of_the_contract_takes_the_place_of_what_extracts_would_give(tmp_path):
    enquiries = """enquiry_id,person_id,enquiry_type,requested_date,known_at
E1,P1,domestic_abuse_police,2024-01-05,2024-01-05
"""

    raw = read(tmp_path, EXTRACTS | {"enquiries": enquiries})

    assert list(raw.tables["enquiries"].frame["enquiry_type"]) == ["domestic_abuse_police"]


def test_fields_that_required_columns_need_are_refused_together(tmp_path):
    extracts = {
        "OASYS_SET": "OASYS_SET_PK,CMS_PROB_NO,ROSH_LEVEL_ELM,ASSESSOR_SIGNED_DATE\n1,P1,M,\n",
        "CONTACT": "CONTACT_ID,OFFENDER_ID,CONTACT_DATE,CREATED_DATETIME\n",
    }

    with pytest.raises(InputError) as refusal:
        read(tmp_path, extracts)

    assert refusal.value.faults == [
        (
            "OASYS_SET.csv: column 'person_id' of 'assessments' needs OASYS_SET.CMS_PROB_NUMBER; "
            "near: CMS_PROB_NO"
        ),
        (
            "OASYS_SET.csv: column 'unit_id' of 'assessments' needs "
            "OASYS_SET.ORIGINATING_TEAM_CODE; there are: OASYS_SET_PK, CMS_PROB_NO, "
            "ROSH_LEVEL_ELM, ASSESSOR_SIGNED_DATE"
        ),
        (
            "CONTACT.csv: column 'contact_group' of 'contacts' needs CONTACT.CONTACT_TYPE_CODE or "
            "R_CONTACT_TYPE.CODE; near: CONTACT_DATE, CONTACT_ID"
        ),
    ]
