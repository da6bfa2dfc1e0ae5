import pytest

from contracts.errors import InputError
from synthetic.settings import SCENARIOS, DemoSettings


def test_a_world_too_small_to_calibrate_is_refused_with_every_fault():
    with pytest.raises(InputError) as told:
        DemoSettings(1, assessments=100, audits=90, scenario="realistic", form="additive", bias=9.0)

    assert str(told.value).splitlines() == [
        "section 'demo': 3 faults",
        "  - assessments is 100; allowed: 500 or more",
        "  - audits is 90; allowed: 0 to a third of the assessments",
        "  - bias is 9.0; allowed: -5 to 5, in log odds",
        "  next: correct params.yaml",
    ]


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_the_shares_of_a_scenario_add_up(name):
    joint = SCENARIOS[name].joint

    assert joint.sum() == pytest.approx(1)
    assert joint.sum(axis=1) == pytest.approx(SCENARIOS[name].assigned)


def test_the_seed_stress_scenario_has_three_in_ten_mediums_too_low():
    low, medium, high, very_high = SCENARIOS["seed_stress"].right[1]

    assert high + very_high == pytest.approx(0.30)
    assert low + medium == pytest.approx(0.70)
