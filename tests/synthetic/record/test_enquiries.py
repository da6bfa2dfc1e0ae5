from dataclasses import replace

import numpy as np
import pytest

from synthetic.record.enquiries import CHILD, DOMESTIC, NO_REPLY, enquiry_signals
from synthetic.record.record import needed_enquiries
from synthetic.timeline import NEVER


def test_half_of_the_needed_enquiries_are_made_as_inspectors_found(service):
    signals = service.record.signals
    needed = needed_enquiries(signals)

    domestic = 1 - signals["domestic_not_made"][needed[DOMESTIC]].mean()
    child = 1 - signals["child_not_made"][needed[CHILD]].mean()

    assert domestic == pytest.approx(0.49, abs=0.04)  # seen: 49 %
    assert child == pytest.approx(0.55, abs=0.04)  # seen: 55 %


def test_replies_that_came_after_signature_change_no_signal(service):
    enquiries, timeline = service.record.enquiries, service.record.timeline
    last = timeline.day[timeline.last][timeline.person[enquiries.assessment]]
    late = (enquiries.answered > last) & (enquiries.answered < NEVER)
    unanswered = replace(
        enquiries,
        answered=np.where(late, NEVER, enquiries.answered),
        outcome=np.where(late, NO_REPLY, enquiries.outcome),
    )
    needed = needed_enquiries(service.record.signals)

    before = enquiry_signals(enquiries, timeline, needed)
    after = enquiry_signals(unanswered, timeline, needed)

    assert late.any()
    for name, values in before.items():
        assert np.array_equal(values, after[name]), name


def test_a_gap_on_record_can_be_recomputed_from_the_tables(service):
    tables, signals = service.world.tables, service.record.signals
    made = tables["enquiries"].query("enquiry_type == 'domestic_abuse_police'")
    dated = tables["assessments"][["person_id", "assessment_date"]].reset_index()
    known_day = dated.merge(made, on="person_id").query("known_at <= assessment_date")

    ever = np.isin(dated["index"], known_day["index"])
    needed = needed_enquiries(signals)[DOMESTIC]

    assert np.array_equal(needed & ~ever, signals["domestic_not_made"] > 0)


def test_some_replies_come_late_and_some_never(service):
    enquiries = service.world.tables["enquiries"]

    assert 0.1 < (enquiries["outcome"] == "no_reply").mean() < 0.3
    assert enquiries["response_date"].isna().equals(enquiries["outcome"] == "no_reply")
