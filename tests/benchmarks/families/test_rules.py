import json

import pandas as pd
import pytest

from benchmarks.families.rules import ONE_ERROR, SMALLEST, STACK, by_rule

TRUTH = pd.DataFrame(
    {
        "assessment_id": [f"A{i:02d}" for i in range(40)],
        "assigned": [1] * 39 + [3],
        "p_under": [0.9, 0.5] + [0.1] * 37 + [0.0],
        "p_high": [0.2, 0.8] + [0.1] * 37 + [0.0],
    }
)


def model_folder(tmp_path, choice):
    """A folder in which `logistic` puts the first case first, `stacked` the second."""
    account = {"chosen": "stacked", "choice": choice}
    (tmp_path / "training.json").write_text(json.dumps(account), encoding="utf-8")
    parts = [
        pd.DataFrame(
            {
                "candidate": name,
                "repeat": 1,
                "fold": 1,
                "assessment_id": TRUTH["assessment_id"],
                "assigned": "medium",
                "p_under": [0.5, 0.5] + [0.1] * 38,
                "p_high": [0.5, 0.5] + [0.1] * 38,
            }
        )
        for name in ("logistic", "stacked")
    ]
    for part, first in zip(parts, (0, 1), strict=True):
        part.loc[first, ["p_under", "p_high"]] = 0.9
    pd.concat(parts).to_parquet(tmp_path / "fold_predictions.parquet")
    return tmp_path


def test_each_rule_is_read_by_the_candidate_that_it_takes(tmp_path):
    losses = [{"candidate": "logistic", "log_loss": 0.3}, {"candidate": "stacked", "log_loss": 0.4}]

    found = by_rule(model_folder(tmp_path, losses), TRUTH)

    assert {rule: row["made by"] for rule, row in found.items()} == {
        ONE_ERROR: "stacked", SMALLEST: "logistic", STACK: "stacked",
    }  # fmt: skip
    assert found[SMALLEST]["any"] == pytest.approx(1.0)
    assert found[STACK]["any"] == pytest.approx(0.5 / 0.9)
    assert found[STACK]["medium to high"] == pytest.approx(1.0)


def test_where_nothing_was_chosen_there_is_no_rule_to_show(tmp_path):
    assert by_rule(model_folder(tmp_path, []), TRUTH) == {}
