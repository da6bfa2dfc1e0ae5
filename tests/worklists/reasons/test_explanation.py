"""Why one case stands where it stands: the sentences of its list and the figures behind them."""

import pandas as pd

from tests.worklists.reasons.test_listed import DESCRIBED, FEATURES
from worklists.reasons.explanation import COLUMNS, explain

ROW = FEATURES.head(1)


def _contributions(rows):
    return pd.DataFrame({"no_reply": [0.5], "base": [-2.0]}, index=rows["assessment_id"])


def test_the_sentences_are_those_of_the_list():
    explained = explain(ROW, DESCRIBED, _contributions)

    assert explained.reasons == [
        "Strong: A check was not answered (enquiries, as of 5 October 2026)."
    ]
    assert explained.against == []
    assert explained.missing == []


def test_contributions_have_the_value_on_record_and_leave_the_base_out():
    table = explain(ROW, DESCRIBED, _contributions).contributions

    assert list(table.columns) == COLUMNS
    assert table["value"].to_list() == [1.0]
    assert table["contribution"].to_list() == [0.5]
    assert table["theme"].to_list() == ["evidence_gaps"]


def test_a_rule_gives_sentences_and_no_contributions():
    explained = explain(ROW, DESCRIBED, None)

    assert explained.reasons
    assert explained.contributions.empty
    assert list(explained.contributions.columns) == COLUMNS
