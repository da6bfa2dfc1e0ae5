import numpy as np
import pandas as pd

from models.training.validation.choose import choose
from tests.models.training import made_up


def table(losses):
    """Predictions whose log losses are these: one row an audit and candidate."""
    rows = [
        {
            "repeat": 1,
            "fold": 1,
            "assessment_id": f"A{i}",
            "assigned": "low",
            "audited": "medium",
            "weight": 1.0,
            "candidate": name,
            "p_under": float(np.exp(-loss)),
        }
        for name, each in losses.items()
        for i, loss in enumerate(each)
    ]
    return pd.DataFrame(rows)


def test_of_candidates_that_cannot_be_told_apart_the_first_listed_is_chosen():
    near = table({"simple": [0.5, 0.6, 0.4, 0.5], "rich": [0.5, 0.5, 0.5, 0.49]})

    assert choose(near, ["simple", "rich"], made_up.SCALE)[0] == "simple"


def test_a_candidate_that_is_surely_better_is_chosen_though_listed_last():
    clear = table({"simple": [0.9, 1.0, 0.8, 0.9], "rich": [0.5, 0.5, 0.5, 0.5]})

    chosen, rows = choose(clear, ["simple", "rich"], made_up.SCALE)

    assert chosen == "rich"
    assert [row["candidate"] for row in rows] == ["simple", "rich"]


def test_where_no_audit_can_be_weighted_the_first_listed_is_chosen():
    prompted = table({"first": [0.5, 0.6], "second": [0.1, 0.1]}).assign(weight=np.nan)

    assert choose(prompted, ["first", "second"], made_up.SCALE) == ("first", [])
