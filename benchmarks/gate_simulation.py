"""The gate on services whose truth is to hand: whether intervals hold it, and what it costs.

Corrected figures and the gate's differences are held against the exact chances of the cases on
each list.

    python -m benchmarks.gate_simulation 200      # writes benchmarks/results/gate.md
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.simulated_services import CASES, LEVELS, make_service
from contracts.levels import Scale
from contracts.source import Source
from models.evaluation import report
from models.evaluation.estimation.corrected import all_finds, corrected
from models.evaluation.estimation.estimate import Figure
from models.evaluation.gate.comparisons import Comparison, compare
from models.evaluation.gate.gate import GateRules
from models.evaluation.gate.paired_lists import PairedLists
from models.evaluation.predictions.entrants import Entrants
from models.evaluation.setup import EvaluationSettings, set_up

RESULTS = Path("benchmarks/results/gate.md")
SOURCE = Source(name="simulated", title="", about="", scale=Scale(LEVELS, high_from="high"))
AUDITS = (100, 250, 1000, 3000)
SETTINGS = EvaluationSettings(capacity_share=0.05, draws=400, seed=1, floor_positives=10)
PRACTICE = "practice_and_directions"
BASELINES = (PRACTICE, "rule_list", "random")
ENTRANTS = Entrants({**dict.fromkeys(BASELINES, "baseline"), "model": "model"}, "model")
RULES = GateRules(tolerance=0.0, interval=0.8, champion=None)
OLD_TOLERANCE = 0.05
COLUMNS = (
    "audits",
    "labels learned from",
    "services",
    "the model's list",
    "common practice",
    "the best list",
    "after the gate",
    "after the gate as it was",
    "turned down though best, %",
    "kept though not best, %",
    "cost of both",
)


@dataclass(frozen=True)
class Outcome:
    """What was estimated of one service, beside the truth.

    Parameters
    ----------
    figures : dict of pairs
        By name, a figure with its interval of 95 % and its true value.
    finds : dict of float
        True finds per case listed of each candidate's list.
    used, used_before : str
        What the gate let make the lists: now, and when it asked for a gain.
    """

    audits: int
    harmed: bool
    figures: dict[str, tuple[Figure, float]]
    finds: dict[str, float]
    used: str
    used_before: str


def judge_service(seed: int, audits: int) -> Outcome:
    """Evaluate one service as the stage does."""
    service = make_service(seed, audits)
    setup = set_up(service.predictions, ENTRANTS, source=SOURCE, settings=SETTINGS)
    results, plan = setup.targets["under"], setup.plan
    ids = setup.case_table["assessment_id"].str[1:].astype(int).to_numpy()[results.cases.rows]
    chance = service.chance[ids]
    model = results.views["model"]
    listing = {}
    for name in BASELINES:
        lists = PairedLists.of(results.cases, model, results.views[name], plan.capacity)
        listing |= {"model": lists.mine.astype(float), name: lists.theirs}
    finds = {name: float(one @ chance / one.sum()) for name, one in listing.items()}
    totals = all_finds(results, plan.draws)
    figures = {}
    for name in ("model", PRACTICE):
        both = corrected(results, results.views[name], totals, plan)
        recall = float(listing[name] @ chance / chance.sum())
        figures[f"precision of {name}"] = both["precision_at_capacity_corrected"], finds[name]
        figures[f"recall of {name}"] = both["recall_at_capacity_corrected"], recall
    comparisons = compare(results, plan)
    for name in BASELINES:
        figures[f"gain over {name}"] = comparisons[name].gain, finds["model"] - finds[name]
    verdict = report.verdict(setup, RULES)
    before = _used_before(verdict.comparisons)
    return Outcome(audits, service.harmed, figures, finds, verdict.used, before)


def _used_before(comparisons: Sequence[Comparison]) -> str:
    """The rule until now: the model must gain, and exclude a loss beyond 5 in 100."""
    able = [one for one in comparisons if one.against != "random"]
    best = max(able, key=lambda one: one.finds)
    if best.gain.value is None or best.gain.low is None:
        return PRACTICE
    gains = best.gain.value > 0 and best.gain.low >= -OLD_TOLERANCE
    return "model" if gains else best.against


def page(outcomes: Sequence[Outcome]) -> str:
    """The results as a page in Markdown."""
    lines = [
        "# The gate on services whose truth is to hand",
        "",
        f"`make bench-gate`: {len(outcomes)} services of {CASES:,} cases, made by",
        "`benchmarks/gate_simulation.py`; lists of 5 %.",
        "",
        "## Intervals of 95 % that hold the truth",
        "",
        "| figure | given in | held, % | bias, per 100 | half width, per 100 |",
        "|---|---|---|---|---|",
    ]
    for name in outcomes[0].figures:
        measured = [o.figures[name] for o in outcomes if o.figures[name][0].value is not None]
        lines.append(f"| {name} | {len(measured)} | {_coverage(measured)} |")
    lines += ["", "## Finds in 100 listed, after the gate", ""]
    lines += [f"| {' | '.join(COLUMNS)} |", "|" + "---|" * len(COLUMNS)]
    for audits in AUDITS:
        for harmed in (False, True):
            part = [o for o in outcomes if o.audits == audits and o.harmed == harmed]
            if part:
                lines.append(f"| {audits:,} | {'mixed up' if harmed else 'sound'} | {_row(part)} |")
    return "\n".join(lines) + "\n"


def _coverage(measured: list[tuple[Figure, float]]) -> str:
    if not measured:
        return "- | - | -"
    held = np.mean([f.low <= truth <= f.high for f, truth in measured])
    bias = 100 * np.mean([f.value - truth for f, truth in measured])
    half = 50 * np.mean([f.high - f.low for f, _ in measured])
    return f"{100 * held:.1f} | {bias:+.2f} | {half:.1f}"


def _row(part: list[Outcome]) -> str:
    model = np.array([o.finds["model"] for o in part])
    best = np.array([max(o.finds[name] for name in BASELINES) for o in part])
    practice = np.array([o.finds[PRACTICE] for o in part])
    after = np.array([o.finds[o.used] for o in part])
    before = np.array([o.finds[o.used_before] for o in part])
    down = np.array([o.used != "model" for o in part])
    better = np.maximum(model, best)
    wrong_down = np.mean(down[model > best]) if (model > best).any() else 0.0
    kept = np.mean(~down[model < best]) if (model < best).any() else 0.0
    means = [100 * one.mean() for one in (model, practice, better, after, before)]
    figures = [f"{mean:.1f}" for mean in means]
    cost = 100 * (better - after).mean()
    return " | ".join(
        [str(len(part)), *figures, f"{100 * wrong_down:.0f}", f"{100 * kept:.0f}", f"{cost:.1f}"]
    )


def main(services: int) -> None:
    """Judge so many services at each number of audits, and write the page."""
    outcomes = [judge_service(seed, audits) for audits in AUDITS for seed in range(services)]
    RESULTS.write_text(page(outcomes), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
