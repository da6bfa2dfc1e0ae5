from models.evaluation.summary import summary

FIGURE = {"value": 0.4, "low": 0.3, "high": 0.5, "n": 90, "positives": 12}
RATE = {"value": 0.1, "low": 0.1, "high": 0.1, "n": 90, "positives": 12}


def test_the_chosen_model_stands_beside_the_base_rate():
    metrics = {
        "chosen": "prior_logistic",
        "under": {
            "prior_logistic": {"roc_auc": FIGURE, "log_loss": FIGURE},
            "base_rate": {"roc_auc": RATE},
        },
    }

    shown = summary(metrics, {"passed": False, "used": "base_rate"})

    assert shown["gate"] == {"passed": False, "lists_by": "base_rate"}
    assert shown["under"]["roc_auc"]["value"] == 0.4
    assert shown["under"]["roc_auc_of_base_rate"] == 0.1
    assert "log_loss" not in shown["under"]


def test_a_run_without_audits_has_no_figures_to_show():
    shown = summary({"chosen": "unsupervised"}, {"passed": False, "used": "unsupervised"})

    assert shown == {
        "chosen": "unsupervised",
        "gate": {"passed": False, "lists_by": "unsupervised"},
    }
