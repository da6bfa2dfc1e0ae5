"""The chosen model in; a score for every assessment in scope and not yet audited out."""

import json
from dataclasses import dataclass
from pathlib import Path

from models.training.priority import Priority, harm_weights
from models.training.score import Scope
from pipelines.running.outputs import write_table
from pipelines.running.stage import Figures, run


@dataclass(frozen=True)
class Params:
    """What scoring is told: which assessments, and what harm a missed one may do."""

    scope: Scope
    priority: Priority


def main(
    *,
    checked: Path,
    features: Path,
    catalogue: Path,
    model: Path,
    scores: Path,
    fallback: Path,
    params: Params,
) -> Figures:
    """Score what is in scope; a source that is wholly audited from out-of-fold predictions."""
    import pandas as pd

    from models.training import score
    from models.training.data.reading import read_records
    from models.training.persistence import parts, skops_file

    records = read_records(checked, features, catalogue)
    account = json.loads((model / "training.json").read_text(encoding="utf-8"))
    score.check_as_of(records, account["as_of"], params.scope)
    weights = harm_weights(records.scale, params.priority.harm_weights)
    out_of_fold = pd.read_parquet(model / "retrospective.parquet")
    if len(out_of_fold):
        scored = score.retrospective(records, out_of_fold, weights)
        baselines = score.retrospective_fallback(out_of_fold)
    else:
        fitted = parts.from_parts(skops_file.load(model / "model.skops"))
        asked = records.take(score.in_scope(records, params.scope))
        # wholly audited, and too few for any fold: what the audits taught cannot be told honestly
        used = 0 if records.source.fully_audited else account["counts"]["learned_from"]
        scored = score.score(asked, fitted, weights, audits_used=used)
        baselines = score.fallback(asked, records, fitted, account["seed"])
    write_table(scored, scores)
    write_table(baselines, fallback)
    return {"scored": len(scored), "teams": int(scored["unit_id"].nunique())}


if __name__ == "__main__":
    run(main, Params)
