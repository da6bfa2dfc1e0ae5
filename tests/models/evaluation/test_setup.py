from tests.models.evaluation.made_up import race_of, world


def test_audits_with_known_chances_speak_for_all_cases():
    marked = race_of(world(cases=2000, seed=1, biased=True))

    assert marked.speaks_for_all
    assert len(marked.main.field.rows) == 2000


def test_audits_whose_weights_do_not_add_up_speak_for_themselves_alone():
    cases = world(cases=2000, seed=1)

    marked = race_of(cases.assign(picked=1.0))

    assert not marked.speaks_for_all
    assert len(marked.main.field.rows) == cases["audited"].sum()
    assert len(marked.chosen.score) == cases["audited"].sum()
