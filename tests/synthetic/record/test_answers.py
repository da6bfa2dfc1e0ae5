import numpy as np
import pytest


def test_predictors_are_missing_together(service):
    assessments = service.world.tables["assessments"]

    blank = assessments[[c for c in assessments if c.endswith("_pct")]].isna()
    assert blank.any(axis=1).equals(blank.all(axis=1))
    assert blank.all(axis=1).mean() == pytest.approx(0.06, abs=0.01)


def test_a_blank_counts_as_the_usual_answer(service):
    answers, signals = service.record.answers, service.record.signals

    blank = np.isnan(answers.predictors["violence_2yr_pct"])
    assert (signals["violence_2yr_pct_log"][blank] == 0).all()


def test_not_every_earlier_high_rating_is_declared(service):
    signals = service.record.signals

    on_file = signals["earlier_high_register"] > 0
    assert 0.6 < signals["declared_high"][on_file].mean() < 0.8


def test_court_reports_are_more_often_remote(service):
    signals, timeline = service.record.signals, service.record.timeline

    court = timeline.purpose == 0
    assert signals["remote"][court].mean() > signals["remote"][~court].mean() + 0.2
