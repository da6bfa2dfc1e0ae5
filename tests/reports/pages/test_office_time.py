"""Office time: by team and month; months with fewer than five people are left out."""

import numpy as np
import pandas as pd

from reports.pages import office_time
from tests.made_up_disclosure import RULES
from tests.reports.made_up import evidence


def _inputs(people):
    made = evidence()
    random = np.random.default_rng(1)
    audits = made.cases[["assessment_id"]].assign(
        assessment_sufficient=random.random(len(made.cases)) < 0.4
    )
    months = pd.date_range("2025-01-01", periods=12, freq="MS")
    keys = pd.MultiIndex.from_product([sorted(set(made.cases["unit_id"])), months])
    units = keys.to_frame(index=False, name=["unit_id", "month"])
    units["office_days_per_week_mean"] = random.uniform(1, 4, len(units))
    staff = units[["unit_id", "month"]].merge(
        pd.DataFrame({"assessor_id": [f"W{k}" for k in range(people)]}), how="cross"
    )
    return evidence(audits=audits, unit_months=units, practitioner_months=staff)


def test_the_association_is_adjusted_and_stands_with_its_e_value():
    page = office_time.page(office_time.found(_inputs(6), RULES))

    assert page.lead.startswith("One more office day a week: ")
    assert page.sections[0].tables[0].columns[2] == "E-value"


def test_contacts_by_phone_or_video_stand_beside_office_days():
    made = _inputs(6)
    random = np.random.default_rng(2)
    contacts = pd.DataFrame(
        {
            "person_id": made.cases["person_id"],
            "contact_date": made.cases["assessment_date"],
            "contact_group": random.choice(["office", "phone"], len(made.cases)),
        }
    )

    found = office_time.found(evidence(**made.tables | {"contacts": contacts}), RULES)

    assert list(found) == [
        "One more office day a week",
        "Ten points more of contacts by phone or video",
    ]


def test_months_with_fewer_than_five_people_tell_nothing():
    assert office_time.found(_inputs(4), RULES) == {}


def test_without_the_tables_nobody_can_tell():
    assert office_time.page(office_time.found(evidence(), RULES)).lead.startswith("Nobody can tell")
