"""What more audits would bring: the whole protocol run again as if fewer had been done."""

import logging
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from models.training.race import COLUMNS, Entry, choose, facts, model_rows
from models.training.rating_model import Prepared, fit_prepared
from models.training.records import Records
from models.training.splits import Fold, as_known

LOG = logging.getLogger(__name__)
EMPTY = ["audits", "chosen", *COLUMNS]


def learning_curve(
    records: Records, folds: Sequence[Fold], entry: Entry, sizes: Sequence[int], jobs: int
) -> pd.DataFrame:
    """Out-of-fold predictions of the candidate that the protocol picks at each number of audits.

    Each fold learns from that many of its audits, drawn at random; sizes that no fold has enough
    audits for are left out, and so are all repeats but the first. The columns of fold predictions,
    ``audits`` and ``chosen``.
    """
    from joblib import Parallel, delayed

    first = [fold for fold in folds if fold.repeat == 1]
    work = (delayed(_one_fold)(records, fold, entry, sizes) for fold in first)
    told: list[tuple[int, pd.DataFrame]] = []
    for number, part in enumerate(Parallel(n_jobs=jobs, return_as="generator")(work), start=1):
        told += part
        LOG.info("learning curve: fold %d of %d", number, len(first))
    made = []
    for size in sizes:
        tried = [frame for audits, frame in told if audits == size]
        if not tried:
            continue
        every = pd.concat(tried, ignore_index=True)
        chosen, _ = choose(every, entry.candidates, records.scale)
        kept = every.loc[every["candidate"] == chosen, COLUMNS]
        made.append(kept.assign(audits=size, chosen=chosen)[EMPTY])
    if not made:
        return pd.DataFrame({name: pd.Series(dtype="object") for name in EMPTY})
    joined: pd.DataFrame = pd.concat(made, ignore_index=True)
    return joined


def _one_fold(
    records: Records, fold: Fold, entry: Entry, sizes: Sequence[int]
) -> list[tuple[int, pd.DataFrame]]:
    prepared = Prepared.of(as_known(records, fold), entry.seed)
    asked = records.take(fold.test)
    matrix = prepared.evidence.matrix(asked)
    frame = facts(asked, fold)
    told = []
    for size in sizes:
        known = thinned(prepared.records, size, entry.seed + fold.fold)
        if known is None:
            continue
        models = fit_prepared(replace(prepared, records=known), entry.candidates, entry.seed)
        rows = [model_rows(frame, m, matrix, asked, entry.weights) for m in models.values()]
        told.append((size, pd.concat(rows, ignore_index=True)))
    return told


def thinned(records: Records, size: int, seed: int) -> Records | None:
    """The same as if only ``size`` of its audits had been done; None where there are fewer."""
    audited = np.flatnonzero(records.audited)
    if len(audited) < size:
        return None
    kept = np.random.default_rng(seed).permutation(audited)[:size]
    right = np.full(len(records), np.nan)
    right[kept] = records.right[kept]
    return replace(records, right=right)
