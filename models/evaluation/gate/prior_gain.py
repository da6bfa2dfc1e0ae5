"""What the stated prior brings before any audit: the list with and without declared directions."""

from models.evaluation.estimation.doubly_robust import expected_finds
from models.evaluation.gate.comparisons import Lists, against
from models.evaluation.setup import EvaluationSetup

WITH, WITHOUT = "practice_and_directions", "practice_alone"
NOTHING = "No audits to say what the directions that features declare bring."


def stated_prior(marked: EvaluationSetup) -> dict[str, object]:
    """The entry of gate.json: finds at capacity with the prior less those without, and a sentence.

    Neither list learned from audits; both are judged by audits, on the same cases and draws.
    """
    heat, plan, chosen = marked.main, marked.plan, marked.chosen
    if not {WITH, WITHOUT} <= heat.views.keys() or not heat.field.audited.any():
        return {"sentence": NOTHING}
    expected = expected_finds(heat.field, chosen.claimed if chosen else None)
    lists = Lists.of(
        heat.field,
        expected,
        mine=heat.views[WITH],
        theirs=heat.views[WITHOUT],
        share=plan.capacity,
    )
    told = against(heat.field, lists, name=WITHOUT, plan=plan)
    level = plan.evidence.level
    return {
        "sentence": (
            "The list without audits, with the directions that features declare: "
            f"{told.in_words(level)}."
        ),
        "interval": level,
        "with": WITH,
        **told.as_json(),
    }
