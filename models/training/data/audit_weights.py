"""How audits were picked, and the weights that make them speak for all ratings."""

from dataclasses import dataclass, replace

import numpy as np

from models.training.data.encoding import Matrix
from models.training.data.person_folds import fold_of_person
from models.training.data.records import Flags, Floats, Records

LARGEST = 20.0  # no single audit speaks for more than this many times the mean audit
LEAST = 1e-4  # a chance of selection below this is taken as this
RIDGE = 0.1  # strength (C) of the selection model: it need only know the coarse lines
HALVES = 2  # chances of each half of the people are learned from the other
THIN = 0.01  # chances below this part of the audits' own are where audits cannot speak


@dataclass(frozen=True)
class Overlap:
    """How far audits can speak for all ratings.

    Parameters
    ----------
    known, estimated, prompted : int
        Audits whose chance of selection is on record, is estimated, or means nothing.
    effective : float
        How many equally weighted audits these weighted ones are worth.
    thin : float or None
        Share of ratings less likely to be audited than nearly all that were, 0 to 1.
    """

    known: int
    estimated: int
    prompted: int
    effective: float
    thin: float | None


def calibration_weights(records: Records) -> Floats:
    """Inverse of the chance of selection, shape (n,); the mean where no chance is on record.

    No weight is more than ``LARGEST`` times the mean. All are 1 where no chance is on record at
    all.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> calibration_weights(SimpleNamespace(probability=np.array([0.5, 0.25])))
    array([2., 4.])
    """
    on_record = ~np.isnan(records.probability)
    inverse = 1.0 / np.where(on_record, np.maximum(records.probability, LEAST), 1.0)
    if not on_record.any():
        return np.ones(len(inverse))
    inverse = np.where(on_record, inverse, inverse[on_record].mean())
    return np.asarray(np.minimum(inverse, LARGEST * inverse.mean()), dtype=np.float64)


def with_chances(records: Records, matrix: Matrix) -> tuple[Records, Overlap]:
    """Records whose every audit has a chance of selection, and how well audits cover ratings.

    Chances on record are kept. Others are estimated by which ratings were audited at all, each
    person's from other people. Audits prompted by a serious further offence get none: they were
    picked for the answer. Where nobody was passed over (a wholly audited source, outcomes, or
    records in which every past rating has its audit), the chance is 1.
    """
    picked = records.audited & ~records.prompted
    unknown = picked & np.isnan(records.probability)
    chance = np.where(records.prompted, np.nan, records.probability)
    thin = None
    passed_over = _could_be_picked(records) & ~picked
    everyone = records.source.fully_audited or records.source.label == "outcome"
    if everyone or not passed_over.any():
        chance = np.where(unknown, 1.0, chance)
    elif unknown.any():
        estimated = _estimated(records, matrix, picked)
        chance = np.where(unknown, np.maximum(estimated, LEAST), chance)
        least = np.quantile(estimated[picked], THIN)
        thin = round(float((estimated < least).mean()), 6)
    weighted = replace(records, probability=chance)
    weight = calibration_weights(weighted.take(picked))
    overlap = Overlap(
        known=int((picked & ~unknown).sum()),
        estimated=int(unknown.sum()),
        prompted=int((records.audited & records.prompted).sum()),
        effective=round(float(weight.sum() ** 2 / max(np.square(weight).sum(), LEAST)), 3),
        thin=thin,
    )
    return weighted, overlap


def _could_be_picked(records: Records) -> Flags:
    """Ratings signed no later than the last audited one: later ones are still to be picked from."""
    if not records.source.has_dates or not records.audited.any():
        return np.ones(len(records), dtype=bool)
    signed = records.table["assessment_date"].to_numpy("datetime64[us]")
    return np.asarray(signed <= signed[records.audited].max())


def _estimated(records: Records, matrix: Matrix, picked: Flags) -> Floats:
    """Chance of each rating to be audited, by logistic regression, out of fold by person."""
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    half, pool = fold_of_person(records.table["person_id"]) % HALVES, _could_be_picked(records)
    chance = np.full(len(records), float(picked[pool].mean()))
    for number in range(HALVES):
        train, test = (half != number) & pool, half == number
        if len(np.unique(picked[train])) < 2:
            continue
        learner = make_pipeline(
            SimpleImputer(keep_empty_features=True),
            StandardScaler(),
            LogisticRegression(C=RIDGE, max_iter=100),
        )
        learner.fit(matrix[train], picked[train])
        if test.any():
            chance[test] = learner.predict_proba(matrix[test])[:, 1]
    return chance
