from dataclasses import replace

import numpy as np
import pandas as pd

from synthetic.record.registers import register_signals
from synthetic.settings import LEVELS

ROSH = ["RLRH", "RMRH", "RHRH", "RVHR"]


def test_entries_recorded_after_signature_change_no_signal(service):
    registers, timeline = service.record.registers, service.record.timeline
    unknown = registers.known_day >= timeline.day[timeline.last][registers.person]
    scrambled = np.where(unknown, 0, registers.code)

    before = register_signals(registers, timeline)
    after = register_signals(replace(registers, code=scrambled), timeline)

    assert unknown.any()
    for name, values in before.items():
        assert np.array_equal(values, after[name]), name


def test_a_rating_is_copied_to_the_register_on_signing_and_known_only_afterwards(service):
    tables = service.world.tables
    assessments = tables["assessments"][["person_id", "assessment_date", "assigned_rosh"]]
    copies = tables["registrations"].merge(
        assessments, left_on=["person_id", "start_date"], right_on=["person_id", "assessment_date"]
    )
    copies = copies[copies["register_code"].isin(ROSH)]

    levels = copies["register_code"].map(dict(zip(ROSH, LEVELS, strict=True)))
    assert len(copies) > 0.95 * len(assessments)
    assert (levels == copies["assigned_rosh"]).all()
    assert (copies["known_at"] > copies["assessment_date"]).all()


def test_earlier_high_ratings_were_closed_before_the_first_assessment(service):
    entries = service.world.tables["registrations"]
    first = service.world.tables["assessments"]["assessment_date"].min()

    old = entries[entries["register_code"].isin(ROSH[2:]) & (entries["start_date"] < first)]
    assert len(old) > 100
    assert (old["end_date"] < first).all()
    assert (old["end_date"] >= old["start_date"]).all()


def test_only_multi_agency_entries_have_a_level_and_a_category(service):
    entries = service.world.tables["registrations"]

    multi_agency = entries["register_code"] == "MAPP"
    assert entries["level"].notna().equals(multi_agency)
    assert entries["category"].notna().equals(pd.Series(multi_agency))
