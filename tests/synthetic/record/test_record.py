import numpy as np

from synthetic.record.record import make_record, needed_enquiries


def test_a_third_of_people_show_domestic_abuse_on_record(service):
    signals = service.record.signals

    names = ("domestic_register", "domestic_closed", "domestic_screening")
    shown = np.sum([signals[name] for name in names], axis=0)
    assert 0.27 < (shown > 0).mean() < 0.36  # seen: 30 % of the caseload


def test_an_enquiry_is_needed_only_where_the_record_calls_for_it():
    signals = {
        "domestic_register": np.array([1.0, 0.0]),
        "domestic_screening": np.zeros(2),
        "domestic_convictions": np.zeros(2),
        "child_contact": np.array([0.0, 1.0]),
    }

    needed = needed_enquiries(signals)

    assert needed[0].tolist() == [True, False]
    assert needed[1].tolist() == [False, True]


def test_every_signal_has_one_finite_number_an_assessment(service, settings_of):
    for name, values in service.ratings.signals.items():
        assert values.shape == (settings_of().assessments,), name
        assert np.isfinite(values).all(), name


def test_the_same_draws_give_the_same_record():
    first = make_record(np.random.default_rng(3), assessments=600)
    second = make_record(np.random.default_rng(3), assessments=600)

    for name, values in first.signals.items():
        assert np.array_equal(values, second.signals[name]), name
