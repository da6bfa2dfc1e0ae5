"""What learning reads: one row an assessment, its features, and its label if it was audited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from contracts.levels import Scale
from contracts.source import Source

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class FeatureList:
    """Which columns the learning may use, and what the catalogue says of them.

    ``readable`` are the columns that officers' norm may read: none that is computed from the
    rating itself, or the norm would only repeat it. ``practice`` are the columns that tell how a
    rating was made (checks, oversight, load), not what the record holds of the person. ``as_of``
    is the moment as of which all were computed: `signature` or `run_date`.
    """

    numbers: tuple[str, ...]
    categories: tuple[str, ...]
    directions: Mapping[str, int]
    readable: tuple[str, ...]
    scores: tuple[str, ...]
    practice: tuple[str, ...] = ()
    as_of: str = "signature"

    @classmethod
    def from_catalogue(cls, catalogue: Sequence[Mapping[str, Any]]) -> "FeatureList":
        """Read the feature catalogue that the featurise stage wrote."""
        numbers = tuple(f["name"] for f in catalogue if f["type"] != "category")
        return cls(
            numbers=numbers,
            categories=tuple(f["name"] for f in catalogue if f["type"] == "category"),
            directions={f["name"]: int(f["direction"]) for f in catalogue},
            readable=tuple(f["name"] for f in catalogue if not f["reads_rating"]),
            scores=tuple(f["name"] for f in catalogue if f["name"] in numbers and _is_score(f)),
            as_of=next((str(f["as_of"]) for f in catalogue if "as_of" in f), "signature"),
            practice=tuple(f["name"] for f in catalogue if f["about"] == "practice"),
        )


PERCENT = ("per cent", "percent", "%")  # however a catalogue spells it, whatever follows


def _is_score(feature: Mapping[str, Any]) -> bool:
    return feature["theme"] == "profile" or str(feature["unit"]).lower().startswith(PERCENT)


@dataclass(frozen=True)
class Records:
    """Assessments with their features and what audits said, aligned row by row.

    Parameters
    ----------
    table : frame
        `assessment_id, person_id, unit_id, assessment_date, assigned` and every feature.
    assigned, right : arrays of shape (n_assessments,)
        Positions on the scale; ``right`` is NaN where no audit is on record.
    known_on : datetimes of shape (n_assessments,)
        The day the label became known; NaT where there is none or the source has no dates.
    probability : array of shape (n_assessments,)
        Known chance of having been picked for audit, 0 to 1; NaN where unknown.
    at_random, prompted : boolean arrays of shape (n_assessments,)
        Audits drawn at random; audits prompted by a serious further offence.
    dependent : boolean array of shape (n_assessments,)
        Audits that a list of this project prompted, or whose reviewer had seen it.
    """

    table: pd.DataFrame
    assigned: Floats
    right: Floats
    known_on: NDArray[np.datetime64]
    probability: Floats
    at_random: Flags
    prompted: Flags
    dependent: Flags
    features: FeatureList
    scale: Scale
    source: Source

    def __len__(self) -> int:
        """Rows."""
        return len(self.table)

    @property
    def audited(self) -> Flags:
        """Rows with a label."""
        return ~np.isnan(self.right)

    @property
    def ceiling_rank(self) -> int:
        """The first position that cannot be under-rated: the top, or an outcome's own level."""
        if self.source.under_from is not None:
            return self.scale.levels.index(self.source.under_from)
        return len(self.scale.levels) - 1

    @property
    def under(self) -> Floats:
        """1 where the right level is above the assigned one, 0 where not, NaN without a label."""
        return np.where(self.audited, (self.right > self.assigned).astype(float), np.nan)

    @property
    def over(self) -> Floats:
        """1 where the right level is below the assigned one; all NaN for an outcome source."""
        judged = self.audited & (self.source.label == "audit")
        return np.where(judged, (self.right < self.assigned).astype(float), np.nan)

    @property
    def learnable(self) -> Flags:
        """Audited rows that the question 'too low?' is learned from.

        Not those prompted by a serious further offence, which were picked for the answer, and not
        ratings that cannot be too low.
        """
        return self.audited & ~self.prompted & (self.assigned < self.ceiling_rank)

    def take(self, rows: NDArray[np.intp] | Flags) -> "Records":
        """The same with some rows only, in the order given."""
        picked = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
        return replace(
            self,
            table=self.table.iloc[picked].reset_index(drop=True),
            assigned=self.assigned[picked],
            right=self.right[picked],
            known_on=self.known_on[picked],
            probability=self.probability[picked],
            at_random=self.at_random[picked],
            prompted=self.prompted[picked],
            dependent=self.dependent[picked],
        )

    def without_dependent_audits(self) -> "Records":
        """The same without the labels of audits that are not independent of this project."""
        return replace(self, right=np.where(self.dependent, np.nan, self.right))

    def without_labels_after(self, day: np.datetime64) -> "Records":
        """The same as it was known on ``day``: later labels are not there yet."""
        hidden = self.known_on > day
        return replace(self, right=np.where(hidden, np.nan, self.right))


def assemble(
    features: pd.DataFrame,
    *,
    audits: pd.DataFrame,
    catalogue: Sequence[Mapping[str, Any]],
    source: Source,
) -> Records:
    """Join features and audits; an assessment's label is its first completed audit.

    An audit that is independent of this project comes before any that is not.

    Rows are put in the order of `assessment_id`, so that the order of the input never matters.
    """
    table = features.sort_values("assessment_id", kind="stable", ignore_index=True)
    labels = _first_audits(audits, source).reindex(table["assessment_id"])
    scale = source.scale
    assigned = scale.rank(table["assigned"])
    if source.label == "outcome":
        outcome = _numbers(labels["outcome"])
        threshold = float(scale.levels.index(source.under_from or ""))
        right = np.where(outcome > 0, np.maximum(threshold, assigned), assigned)
        right = np.where(np.isnan(outcome), np.nan, right)
    else:
        right = scale.rank(labels["audited_rosh"])
    reason = labels["selection_reason"].astype("object")
    return Records(
        table=table,
        assigned=assigned,
        right=right,
        known_on=pd.to_datetime(labels["audit_completed_date"]).to_numpy("datetime64[us]"),
        probability=_numbers(labels["selection_probability"]),
        at_random=(reason == "random").to_numpy(bool),
        prompted=(reason == "sfo").to_numpy(bool),
        dependent=labels["dependent"].eq(True).to_numpy(bool),
        features=FeatureList.from_catalogue(catalogue),
        scale=scale,
        source=source,
    )


def _numbers(column: pd.Series) -> Floats:
    return np.asarray(column.astype("Float64").to_numpy(np.float64, na_value=np.nan), dtype=float)


def _first_audits(audits: pd.DataFrame, source: Source) -> pd.DataFrame:
    """One row an audited assessment, with every column that learning asks for."""
    wanted = ["audit_completed_date", "selection_reason", "selection_probability", "dependent"]
    wanted.append("outcome" if source.label == "outcome" else "audited_rosh")
    order = [name for name in ("dependent", "audit_completed_date", "audit_id") if name in audits]
    first = audits.sort_values(["assessment_id", *order], kind="stable")
    first = first.drop_duplicates("assessment_id").set_index("assessment_id")
    return first.reindex(columns=wanted)
