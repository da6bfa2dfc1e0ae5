"""Folds: rolling forward by the day labels became known, or repeated and stratified without dates.

People never stand on both sides of a split. Test windows hold every assessment signed in them,
audited or not, since capacity is spent on whole windows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.training.data.records import Records

Rows = NDArray[np.intp]
ENOUGH_ASKED = 15_000  # audited rows asked about, over all repeats, after which none more is drawn
UNIT_FOLDS = 5


@dataclass(frozen=True)
class Fold:
    """One split of the records: ``records`` as known at the cut are learned from.

    ``cut_off`` is the last day whose facts and labels were known; NaT where nothing is dated.
    """

    repeat: int
    fold: int
    cut_off: np.datetime64
    train: Rows
    test: Rows


@dataclass(frozen=True)
class Protocol:
    """How folds are made.

    Parameters
    ----------
    folds : int
        Test windows (dated) or parts (undated), at least 2.
    repeats : int
        Undated sources only: how often the parts are drawn anew.
    first_cut : float
        Dated sources: share of labels, by day of signature, that lie before the first window.
    seed : int
        For the draw of the parts.
    """

    folds: int
    repeats: int
    first_cut: float
    seed: int


def make_folds(records: Records, protocol: Protocol) -> list[Fold]:
    """All folds of the protocol that hold labels on both sides.

    Returns an empty list where there are no labels at all.
    """
    if not records.audited.any():
        return []
    rolling = records.source.has_dates
    folds = _rolling(records, protocol) if rolling else repeated_folds(records, protocol)
    return [fold for fold in folds if _has_labels(records, fold)]


def _has_labels(records: Records, fold: Fold) -> bool:
    train = known_at_cut(records, fold)
    return bool(train.audited.any() and records.audited[fold.test].any())


def known_at_cut(records: Records, fold: Fold) -> Records:
    """What could be learned from at the fold's cut: its rows, with the labels known by then."""
    train = records.take(fold.train)
    return train if np.isnat(fold.cut_off) else train.without_labels_after(fold.cut_off)


def thinned(records: Records, size: int, seed: int) -> Records:
    """The same as if only ``size`` of its audits had been done."""
    audited = np.flatnonzero(records.audited)
    kept = np.random.default_rng(seed).permutation(audited)[:size]
    right = np.full(len(records), np.nan)
    right[kept] = records.right[kept]
    return replace(records, right=right)


def _rolling(records: Records, protocol: Protocol) -> Iterator[Fold]:
    signed = records.table["assessment_date"].to_numpy("datetime64[us]")
    people = records.table["person_id"].to_numpy()
    shares = np.linspace(protocol.first_cut, 1.0, protocol.folds + 1)
    ripe = np.sort(signed[_ripe(records, signed)])
    limits = np.quantile(ripe.view(np.int64), shares, method="lower")
    days = limits.view("datetime64[us]").astype("datetime64[D]").astype("datetime64[us]")
    for number, (cut, end) in enumerate(pairwise(days), start=1):
        test = np.flatnonzero((signed > cut) & (signed <= end))
        others = ~pd.Series(people).isin(set(people[test])).to_numpy()
        train = np.flatnonzero((signed <= cut) & others)
        yield Fold(1, number, cut, train, test)


def _ripe(records: Records, signed: NDArray[np.datetime64]) -> NDArray[np.bool_]:
    """Audited rows signed so long ago that half the audits of their time are in.

    Of the newest ratings only those audited soonest are known yet: they stand for nobody else.
    """
    dated = records.audited & ~np.isnat(records.known_on)
    if not dated.any():
        return records.audited
    known_on = records.known_on[dated]
    usual = np.median((known_on - signed[dated]).astype(np.int64)).astype("timedelta64[us]")
    ripe = records.audited & (signed <= known_on.max() - usual)
    return ripe if ripe.any() else records.audited


def repeated_folds(records: Records, protocol: Protocol) -> Iterator[Fold]:
    """Folds drawn anew each repeat, stratified by rating and finding, people kept together.

    Repeats even out the luck of small sources: large ones have fewer, as ``ENOUGH_ASKED`` says.
    """
    never = np.datetime64("NaT", "us")
    people = pd.factorize(records.table["person_id"])[0]
    moved = np.sign(np.nan_to_num(records.right - records.assigned))
    kind = np.where(records.audited, records.assigned * 10 + moved, -9.0)
    enough = -(-ENOUGH_ASKED // max(int(records.audited.sum()), 1))
    for repeat in range(1, min(protocol.repeats, enough) + 1):
        seed = protocol.seed + repeat
        fold = assign_folds(people, kind, n_folds=protocol.folds, seed=seed)
        for number in range(protocol.folds):
            test = fold == number
            yield Fold(repeat, number + 1, never, np.flatnonzero(~test), np.flatnonzero(test))


def assign_folds(people: Rows, kind: NDArray[np.float64], *, n_folds: int, seed: int) -> Rows:
    """A fold for each row: whole people, each kind of row spread evenly over the folds.

    A person counts as the highest kind among their rows. People are shuffled, sorted by kind and
    dealt out in turn, so that no kind is too rare to be dealt.

    Parameters
    ----------
    people : array of shape (n,)
        Whole numbers, one a person.
    kind : array of shape (n,)
        What is to be spread evenly.
    n_folds, seed : int

    Returns
    -------
    array of shape (n,)
        0 to ``n_folds`` - 1.
    """
    highest = pd.Series(kind).groupby(people).max()
    shuffled = highest.sample(frac=1.0, random_state=seed).sort_values(kind="stable")
    dealt = pd.Series(np.arange(len(shuffled)) % n_folds, index=shuffled.index)
    return np.asarray(dealt.reindex(people), dtype=np.intp)


def leave_units_out(records: Records) -> list[Fold]:
    """Folds in which whole units are left out: each is learned from units that it does not hold.

    One fold a unit; where there are more than ``UNIT_FOLDS``, the largest are dealt out first,
    each to the fold with the fewest rows so far. Empty where there are fewer than two units.
    """
    units = records.table["unit_id"].to_numpy() if records.source.has_units else np.array([])
    sizes = pd.Series(units).value_counts().sort_index().sort_values(ascending=False, kind="stable")
    if len(sizes) < 2:
        return []
    parts: list[list[str]] = [[] for _ in range(min(len(sizes), UNIT_FOLDS))]
    rows = np.zeros(len(parts), dtype=np.int64)
    for unit, size in sizes.items():
        least = int(np.argmin(rows))
        parts[least].append(str(unit))
        rows[least] += size
    never = np.datetime64("NaT", "us")
    return [
        Fold(0, number, never, np.flatnonzero(~test), np.flatnonzero(test))
        for number, names in enumerate(sorted(parts), start=1)
        for test in [np.isin(units, names)]
    ]
