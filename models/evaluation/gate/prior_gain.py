"""What the stated prior brings before any audit: the list with and without declared directions."""

from models.evaluation.estimation.plan import EstimationPlan
from models.evaluation.estimation.results import TargetResults
from models.evaluation.gate.comparisons import against
from models.evaluation.gate.paired_lists import PairedLists

WITH, WITHOUT = "practice_and_directions", "practice_alone"
NOTHING = "No audits to say what the directions that features declare bring."


def stated_prior(results: TargetResults, plan: EstimationPlan) -> dict[str, object]:
    """The entry of gate.json: finds at capacity with the prior less those without, and a sentence.

    Neither list learned from audits; both are judged by audits, on the same cases and draws.
    """
    cases, views = results.cases, results.views
    if not {WITH, WITHOUT} <= views.keys() or not cases.audited.any():
        return {"sentence": NOTHING}
    lists = PairedLists.of(cases, views[WITH], views[WITHOUT], plan.capacity)
    gain = against(results, lists, WITHOUT, plan)
    level = plan.evidence.level
    return {
        "sentence": (
            "The list without audits, with the directions that features declare: "
            f"{gain.in_words(level)}."
        ),
        "interval": level,
        "with": WITH,
        **gain.as_json(),
    }
