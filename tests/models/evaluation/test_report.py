from models.evaluation import report
from models.evaluation.gate.gate import Rules
from tests.models.evaluation.made_up import race_of, world

RULES = Rules(tolerance=0.05, interval=0.8, champion=None)


def test_every_candidate_has_figures_on_every_target_it_has_a_view_on():
    told = report.metrics(race_of(world(cases=2000, seed=1)))

    assert told["chosen"] == "logistic"
    assert set(told["under"]) == {"logistic", "rule_list", "random"}
    assert "brier" in told["under"]["logistic"]
    assert "brier" not in told["under"]["rule_list"]
    assert told["over"] == {}


def test_a_good_model_passes_and_its_gain_stands_in_the_sentence():
    told = report.verdict(race_of(world(cases=10_000, seed=1)), RULES)

    assert told.passed
    assert told.sentence.startswith("The model (logistic) makes the lists: of 100 cases listed")
    assert set(told.calibration) == {"ratio", "slope"}


def test_a_model_judged_on_audits_alone_says_so():
    told = report.verdict(race_of(world(cases=4000, seed=1).assign(picked=1.0)), RULES)

    assert told.sentence.endswith(report.AUDITED_ALONE)


def test_the_tables_hold_the_chosen_order_first_and_the_best_baseline_second():
    marked = race_of(world(cases=2000, seed=1))
    told = report.verdict(marked, RULES)

    tables = report.tables(marked, told, marked.cases.set_index("assessment_id")["assigned"])

    assert tables.finds["candidate"].unique().tolist() == ["logistic", "rule_list"]
    assert set(tables.roc["candidate"]) == {"logistic", "rule_list", "random"}
    assert list(tables.precision_recall) == ["candidate", "recall", "precision"]
