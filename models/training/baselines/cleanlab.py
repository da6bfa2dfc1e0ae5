"""Baselines of a label-noise tool (cleanlab, the optional `benchmark` extra): to be beaten."""

from importlib.util import find_spec

import numpy as np

from models.training.data.records import Floats

TOOL = "cleanlab"
SMALLEST = 1e-12  # in place of no chance of another level, which would divide by nothing


def is_installed() -> bool:
    """Whether the optional tool is there; without it these baselines do not run."""
    return find_spec(TOOL) is not None


def absent() -> list[str]:
    """The baselines that cannot run here, for the account of a training."""
    return [] if is_installed() else [f"{TOOL}_undirected", f"{TOOL}_directed"]


def orders(assigned: Floats, chances: Floats) -> dict[str, Floats]:
    """How doubtful the tool finds each rating, either way and upwards alone; shape (n,) each.

    Parameters
    ----------
    assigned : array of shape (n,)
        Positions on the scale.
    chances : array of shape (n, n_levels)
        Of each level, as officers in general assign it, out of fold.
    """
    from cleanlab.rank import get_label_quality_scores

    level = assigned.astype(np.intp)
    doubt = 1.0 - get_label_quality_scores(level, chances, method="self_confidence")
    places = np.arange(chances.shape[1])[None, :]
    above = np.where(places > level[:, None], chances, 0.0).sum(axis=1)
    below = np.where(places < level[:, None], chances, 0.0).sum(axis=1)
    upwards = doubt * above / np.maximum(above + below, SMALLEST)
    return {f"{TOOL}_undirected": doubt, f"{TOOL}_directed": upwards}
