from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from synthetic.record.contacts import GROUPS, OUTCOMES, contact_signals


def test_contacts_after_signature_or_recorded_after_it_change_no_signal(service):
    contacts, timeline = service.record.contacts, service.record.timeline
    unknown = contacts.known_day >= timeline.day[contacts.assessment]
    scrambled = replace(
        contacts,
        group=np.where(unknown, (contacts.group + 3) % len(GROUPS), contacts.group),
        outcome=np.where(unknown, OUTCOMES.index("unacceptable_absence"), contacts.outcome),
    )

    before = contact_signals(contacts, timeline)
    after = contact_signals(scrambled, timeline)

    assert unknown.mean() > 0.05
    for name, values in before.items():
        assert np.array_equal(values, after[name]), name


def test_missed_appointments_of_twelve_weeks_can_be_recounted_from_the_tables(service):
    tables = service.world.tables
    dated = tables["assessments"][["person_id", "assessment_date"]].reset_index()
    missed = tables["contacts"].query("appointment_outcome == 'unacceptable_absence'")
    pairs = dated.merge(missed, on="person_id").query("known_at <= assessment_date")
    recent = pairs[pairs["contact_date"] >= pairs["assessment_date"] - pd.Timedelta(days=84)]

    counts = np.bincount(recent["index"], minlength=len(dated))

    assert np.array_equal(np.minimum(counts, 4) / 2, service.record.signals["missed"])


def test_a_default_world_has_about_ten_contacts_an_assessment(service, settings_of):
    contacts = service.world.tables["contacts"]

    assert len(contacts) / settings_of().assessments == pytest.approx(10, abs=2)


def test_one_contact_in_eight_is_recorded_more_than_two_days_late(service):
    contacts = service.world.tables["contacts"]

    lag = (contacts["known_at"].dt.normalize() - contacts["contact_date"]).dt.days
    assert lag.min() == 0
    assert (lag > 2).mean() == pytest.approx(0.12, abs=0.02)


def test_suspended_contact_leaves_few_appointments(service):
    timeline, signals = service.record.timeline, service.record.signals

    suspended = timeline.suspended
    assert signals["seen_in_person"][suspended].mean() < 0.3
    assert signals["seen_in_person"][~suspended].mean() > 0.6
