"""Everything on record before any rating is given, and its signals as known at signature."""

from dataclasses import dataclass

import numpy as np

from synthetic.columns import Flags, Floats
from synthetic.people import People, make_people
from synthetic.record.answers import AssessmentAnswers, answer_signals, make_answers
from synthetic.record.contacts import Contacts, contact_signals, make_contacts
from synthetic.record.enquiries import (
    CHILD,
    DOMESTIC,
    Enquiries,
    enquiry_signals,
    make_enquiries,
)
from synthetic.record.load import load_signals
from synthetic.record.offences import Offences, make_offences, offence_signals
from synthetic.record.registers import Registers, make_registers, register_signals
from synthetic.staff import SLOTS, Staff, make_staff
from synthetic.timeline import Timeline, make_timeline

PEOPLE_SHARE = 0.45  # people for each assessment
ASSESSMENTS_A_UNIT = 1600  # over three years


@dataclass(frozen=True)
class CaseRecord:
    """The service before its ratings. ``signals`` hold one number an assessment, as known then."""

    staff: Staff
    people: People
    timeline: Timeline
    answers: AssessmentAnswers
    offences: Offences
    registers: Registers
    contacts: Contacts
    enquiries: Enquiries
    signals: dict[str, Floats]


def make_record(rng: np.random.Generator, *, assessments: int) -> CaseRecord:
    """People, staff, time and every fact that owes nothing to a rating."""
    draws = iter(rng.spawn(8))  # one each, so that a change to one part leaves the others alone
    units = max(6, round(assessments / ASSESSMENTS_A_UNIT))
    staff = make_staff(next(draws), units=units)
    many = round(assessments * PEOPLE_SHARE)
    people = make_people(next(draws), n=many, units=units, slots=SLOTS)
    timeline = make_timeline(next(draws), n=assessments, people=people, staff=staff)
    load = load_signals(staff, timeline)
    answers = make_answers(next(draws), timeline, people, strain=load["wmt"])
    offences = make_offences(next(draws), people, timeline)
    registers = make_registers(next(draws), people, timeline)
    contacts = make_contacts(next(draws), timeline=timeline, people=people, staff=staff)
    signals = (
        load
        | answer_signals(answers, timeline)
        | offence_signals(offences, timeline)
        | register_signals(registers, timeline)
        | contact_signals(contacts, timeline)
    )
    needed = needed_enquiries(signals)
    enquiries = make_enquiries(next(draws), timeline, needed=needed, strain=load["wmt"])
    signals |= enquiry_signals(enquiries, timeline, needed)
    return CaseRecord(
        staff, people, timeline, answers, offences, registers, contacts, enquiries, signals
    )


def needed_enquiries(signals: dict[str, Floats]) -> dict[int, Flags]:
    """Where the record as known at signature calls for an enquiry."""
    domestic = (
        signals["domestic_register"]
        + signals["domestic_screening"]
        + signals["domestic_convictions"]
    )
    return {DOMESTIC: domestic > 0, CHILD: signals["child_contact"] > 0}
