from tests.models.evaluation.made_up import race_of, world


def test_audits_with_known_chances_speak_for_all_cases():
    setup = race_of(world(cases=2000, seed=1, biased=True))

    assert setup.speaks_for_all
    assert len(setup.main.cases) == 2000


def test_audits_whose_weights_do_not_add_up_speak_for_themselves_alone():
    cases = world(cases=2000, seed=1)

    setup = race_of(cases.assign(picked=1.0))

    assert not setup.speaks_for_all
    assert len(setup.main.cases) == cases["audited"].sum()
    assert len(setup.main.chosen_view.score) == cases["audited"].sum()
