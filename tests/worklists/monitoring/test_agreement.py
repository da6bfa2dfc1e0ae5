"""Teams and auditors are compared on the assessments that both have seen."""

import pandas as pd
import pytest

from tests.worklists.monitoring.test_performance import answers
from worklists.monitoring.agreement import agreement_with_audits
from worklists.returns.frozen import frozen

EMPTY = frozen([])


@pytest.fixture
def made_up_snapshot():
    return answers(model=(1, 2), random=(0, 0)).assign(
        case_key=["A", "B"],
        decided_at="2026-11-19",
        inclusion_probability=1.0,
        saw_reasons=True,
    )


def test_agreement_with_audits_is_counted_on_assessments_that_have_both(made_up_snapshot):
    audits = pd.DataFrame(
        {"assessment_id": ["A", "B", "B", "Z"], "audited_rosh": ["high", "low", "medium", "low"]}
    )

    agreement = agreement_with_audits(made_up_snapshot, audits)

    assert (agreement["both"], agreement["same"], agreement["value"]) == (2, 1, 0.5)


def test_without_audits_nothing_agrees_and_nothing_is_said_of_it(made_up_snapshot):
    agreement = agreement_with_audits(made_up_snapshot, None)

    assert (agreement["both"], agreement["same"], agreement["value"]) == (0, 0, None)
