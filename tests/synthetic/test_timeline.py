import numpy as np

from synthetic.settings import END, START
from synthetic.timeline import APART, COURT


def test_there_are_exactly_as_many_assessments_as_asked(service, settings_of):
    assert len(service.record.timeline) == settings_of().assessments


def test_assessments_of_a_person_are_far_enough_apart_for_twelve_week_windows(service):
    timeline = service.record.timeline

    gaps = np.diff(timeline.day)[np.diff(timeline.person) == 0]
    assert gaps.min() >= APART - 1


def test_many_people_have_several_assessments_over_about_three_years(service):
    timeline = service.record.timeline

    counts = np.bincount(timeline.person)
    assert counts.min() == 1
    assert 4 <= counts.max() <= 8
    assert (counts > 1).mean() > 0.5
    assert timeline.day.min() >= START
    assert END - 20 <= timeline.day.max() <= END


def test_only_court_reports_have_a_type_of_court_report(service):
    timeline = service.record.timeline

    assert ((timeline.court_type < 3) == (timeline.purpose == COURT)).all()
