"""The chosen model in; a score for every assessment in scope and not yet audited out."""

import json
from pathlib import Path

from pipelines.running.outputs import write_table
from pipelines.running.params.file import settings
from pipelines.running.params.sections import PriorityParameters, ScopeParameters
from pipelines.running.stage import Figures, run


def main(
    *,
    checked: Path,
    features: Path,
    catalogue: Path,
    model: Path,
    scores: Path,
    fallback: Path,
    scope: ScopeParameters,
    priority: PriorityParameters,
) -> Figures:
    """Score what is in scope; a source that is wholly audited from out-of-fold predictions."""
    import pandas as pd

    from models.training import score
    from models.training.data.reading import read_records
    from models.training.harm_weights import harm_weights
    from models.training.persistence import baseline_parts, parts, skops_file

    records = read_records(checked, features, catalogue)
    account = json.loads((model / "training.json").read_text(encoding="utf-8"))
    rules = settings(score.Scope, scope)
    score.check_as_of(records, account["as_of"], rules)
    weights = harm_weights(records.scale, priority.harm_weights)
    out_of_fold = pd.read_parquet(model / "retrospective.parquet")
    if len(out_of_fold):
        scored = score.retrospective(records, out_of_fold, weights)
        baselines = score.retrospective_fallback(out_of_fold)
    else:
        fitted = parts.from_parts(skops_file.load(model / "model.skops"))
        saved = baseline_parts.from_parts(skops_file.load(model / "baselines.skops"))
        in_scope = records.take(score.in_scope(records, rules))
        current = score.ToScore(in_scope, fitted.design.matrix(in_scope))
        # without any fold nothing that audits taught was tried: no chance is claimed
        used = account["counts"]["learned_from"] if account["folds"] else 0
        scored = score.score(current, fitted, weights, audits_used=used)
        baselines = score.fallback(current, fitted, saved, account["seed"])
    write_table(scored, scores)
    write_table(baselines, fallback)
    return {"scored": len(scored), "teams": int(scored["unit_id"].nunique())}


if __name__ == "__main__":
    run(main)
