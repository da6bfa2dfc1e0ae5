"""What is made to be logged beside the evaluation: figures of folds, the global view."""

from pathlib import Path

import pandas as pd

from models.evaluation.metrics.by_fold import by_fold
from models.evaluation.predictions.read import EvaluationInputs
from models.evaluation.setup import EvaluationSettings, set_up


def figures_of_folds(inputs: EvaluationInputs, settings: EvaluationSettings) -> pd.DataFrame:
    """Figures of each model on each test window, as ``by_fold``; baselines are left out."""
    models = [name for name, kind in inputs.entrants.kinds.items() if kind == "model"]
    setup = set_up(inputs.predictions, inputs.entrants, source=inputs.source, settings=settings)
    return by_fold(setup, models)


def write_reasons(view: pd.DataFrame, folder: Path) -> None:
    """The global view as tables and pictures, of themes and of features.

    Parameters
    ----------
    view : frame
        From ``global_view``.
    """
    from models.evaluation.plots.importance import draw_moves

    themes = view[view["feature"] == ""][["theme", "mean_absolute"]]
    features = view[view["feature"] != ""]
    folder.mkdir(parents=True)
    _write(themes, folder / "themes.csv")
    _write(features, folder / "features.csv")
    bars = themes.rename(columns={"theme": "name"}).assign(counts="", respected="")
    draw_moves(bars, folder / "themes.svg")
    draw_moves(features.rename(columns={"feature": "name"}), folder / "features.svg")


def _write(table: pd.DataFrame, path: Path) -> None:
    table.to_csv(path, index=False, lineterminator="\n")
