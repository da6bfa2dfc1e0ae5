import re

from models.evaluation import report
from models.evaluation.gate.by_priority import laid_over, measure_by_priority
from models.evaluation.gate.gate import GateRules
from tests.models.evaluation.made_up import race_of, world

RULES = GateRules(tolerance=0.05, interval=0.8, champion=None)


def test_every_candidate_has_figures_on_every_target_it_has_a_view_on():
    figures = report.metrics(race_of(world(cases=2000, seed=1)))

    assert figures["chosen"] == "logistic"
    assert set(figures["under"]) == {"logistic", "rule_list", "random"}
    assert "brier" in figures["under"]["logistic"]
    assert "brier" not in figures["under"]["rule_list"]
    assert figures["over"] == {}


def test_a_good_model_passes_and_its_gain_stands_in_the_sentence():
    figures = report.verdict(race_of(world(cases=10_000, seed=1)), RULES)

    assert figures.passed
    assert figures.sentence.startswith("The model (logistic) makes the lists: audits do not show")
    assert {check.name for check in figures.calibration} >= {"ratio", "slope"}


def test_the_sentence_gives_the_gain_the_sign_of_the_models_finds_less_the_baselines():
    verdict = report.verdict(race_of(world(cases=10_000, seed=1)), RULES)

    model, baseline = map(
        float, re.search(r"would find (-?[\d.]+), rule list (-?[\d.]+);", verdict.sentence).groups()
    )
    assert model > baseline
    assert f"difference {model - baseline:+.1f} (" in verdict.sentence


def test_a_model_that_ranks_upside_down_is_turned_down_for_what_the_baseline_finds_more():
    cases = world(cases=10_000, seed=1)

    verdict = report.verdict(race_of(cases.assign(chance=1 - cases["chance"])), RULES)

    more = float(
        re.search(r"rule list would find (-?[\d.]+) more in 100", verdict.sentence).group(1)
    )
    assert verdict.used == "rule_list"
    assert more > 20


def test_a_model_judged_on_audits_alone_says_so():
    figures = report.verdict(race_of(world(cases=4000, seed=1).assign(picked=1.0)), RULES)

    assert figures.sentence.endswith(report.AUDITED_ALONE)


def test_the_tables_hold_the_chosen_order_first_and_the_best_baseline_second():
    setup = race_of(world(cases=2000, seed=1))
    verdict = report.verdict(setup, RULES)

    tables = report.tables(setup, verdict, setup.case_table.set_index("assessment_id")["assigned"])

    assert tables.finds["candidate"].unique().tolist() == ["logistic", "rule_list"]
    assert set(tables.roc["candidate"]) == {"logistic", "rule_list", "random"}
    assert list(tables.precision_recall) == ["candidate", "recall", "precision"]


def test_beside_the_verdict_stand_comparisons_of_all_ratings_too_low_and_of_the_last_pair():
    setup = race_of(world(cases=2000, seed=1))
    verdict = report.verdict(setup, RULES)

    content = report.gate(setup, verdict)

    pair = laid_over(setup.main, setup.targets["medium_to_high"])
    assert content["by_priority"] == measure_by_priority(
        [setup.main, pair], setup.priority, "rule_list", setup.plan
    )
    assert content["sentence"] == verdict.sentence
    assert set(content) == {*verdict.as_json(), "weights", "stated_prior", "by_priority"}
