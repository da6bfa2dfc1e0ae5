from models.evaluation.summary import summary

FIGURE = {"value": 0.4, "low": 0.3, "high": 0.5, "n": 90, "positives": 12}
NONE = {"value": None, "low": None, "high": None, "n": 3, "positives": 0}


def test_a_run_is_about_eight_numbers_on_one_level():
    names = ("average_precision", "precision_at_capacity", "recall_at_capacity", "roc_auc", "brier")
    metrics = {
        "chosen": "prior_logistic",
        "under": {"prior_logistic": dict.fromkeys([*names, "log_loss"], FIGURE)},
        "over": {"prior_logistic": {"roc_auc": FIGURE}},
    }

    shown = summary(metrics, {"passed": False})

    assert shown == {"gate_passed": False, "ap_low": 0.3, "ap_high": 0.5} | dict.fromkeys(
        names, 0.4
    )
    assert len(shown) == 8


def test_what_too_few_audits_speak_for_is_null():
    metrics = {"chosen": "stacked", "under": {"stacked": {"roc_auc": NONE}}}

    assert summary(metrics, {"passed": False}) == {"gate_passed": False, "roc_auc": None}


def test_a_run_without_audits_has_no_figures_to_show():
    assert summary({"chosen": "unsupervised"}, {"passed": False}) == {"gate_passed": False}
