"""What mistaken audits would do to a list: it is learned again with some of them turned round.

A plain logistic regression stands in for the chosen model, which takes minutes to learn. It reads
the same numbers, and no case is ranked by a model that had seen an audit of the same person.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reports.estimation.share import Floats, Share, ratio, wilson_share

DRAWS, SEED = 5, 17
STRENGTH = 0.01
LEAST_AUDITS = 200
LEAST_FINDS = 20


@dataclass(frozen=True)
class AuditedCases:
    """Cases with their columns, and what audits found.

    Parameters
    ----------
    columns : array of shape (n, n_columns)
        Numbers of the record; NaN where blank.
    found : array of shape (n,)
        1 where the audit raised the rating, 0 where not, NaN without an audit.
    weight : array of shape (n,)
        One over the chance of being audited; NaN without an audit.
    person : array of int, shape (n,)
        Codes from 0; cases of a person are never on both sides.
    """

    columns: Floats
    found: Floats
    weight: Floats
    person: NDArray[np.intp]


@dataclass(frozen=True)
class LearnedAgain:
    """Lists learned from audits of which a share was mistaken.

    Parameters
    ----------
    error : float
        Share of audits turned round, either way alike.
    kept : tuple of float
        Share of the list that is the same as without mistakes: mean, least, greatest of the draws.
    precision : Share
        Of those listed, found too low by the audits as recorded: of the middle draw.
    """

    error: float
    kept: tuple[float, float, float]
    precision: Share


def learn_again(
    cases: AuditedCases, errors: tuple[float, ...], *, capacity: float
) -> list[LearnedAgain]:
    """Lists as long as ``capacity`` of the cases, for each share of mistaken audits.

    The first entry has none, and its audits drawn again: what chance alone changes. Empty with
    fewer than 200 audits or 20 finds.
    """
    seen = ~np.isnan(cases.found) & ~np.isnan(cases.weight)
    if seen.sum() < LEAST_AUDITS or cases.found[seen].sum() < LEAST_FINDS:
        return []
    places = int(capacity * len(seen))
    rows = np.flatnonzero(seen)
    first = _list(cases, rows, cases.found[rows], places)
    random, learned = np.random.default_rng(SEED), []
    for error in (0.0, *errors):
        lists = [_list(cases, *_mistaken(cases, rows, error, random), places) for _ in range(DRAWS)]
        kept = [float((one & first).sum() / places) for one in lists]
        middle = lists[int(np.argsort(kept)[DRAWS // 2])]
        shares = (float(np.mean(kept)), min(kept), max(kept))
        learned.append(LearnedAgain(error, shares, _precision(cases, middle & seen)))
    return learned


def _mistaken(
    cases: AuditedCases, rows: NDArray[np.intp], error: float, random: np.random.Generator
) -> tuple[NDArray[np.intp], Floats]:
    """Audits with some turned round; where none is to be, audits drawn again."""
    if error == 0:
        drawn = random.choice(rows, len(rows))
        return drawn, cases.found[drawn]
    turned = random.random(len(rows)) < error
    return rows, np.where(turned, 1 - cases.found[rows], cases.found[rows])


def _list(
    cases: AuditedCases, rows: NDArray[np.intp], found: Floats, places: int
) -> NDArray[np.bool_]:
    """Who is listed: the highest chances, each by a model of other people's audits."""
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    chances = np.zeros(len(cases.found))
    for side in (0, 1):
        train, test = cases.person[rows] % 2 != side, cases.person % 2 == side
        model = make_pipeline(
            SimpleImputer(keep_empty_features=True),
            StandardScaler(),
            LogisticRegression(C=STRENGTH, max_iter=300),
        )
        model.fit(cases.columns[rows[train]], found[train])
        chances[test] = model.predict_proba(cases.columns[test])[:, 1]
    listed = np.zeros(len(chances), dtype=bool)
    listed[np.argsort(-chances, kind="stable")[:places]] = True
    return listed


def _precision(cases: AuditedCases, rows: NDArray[np.bool_]) -> Share:
    weight, found = cases.weight[rows], cases.found[rows]
    value, variance = ratio(weight * found, weight, cases.person[rows])
    return wilson_share(value, variance, int(rows.sum()))
