"""Named rules that a single row breaks; the row stays, and the finding says why it is doubtful."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from contracts.findings import row_findings
from contracts.levels import ROSH, Scale
from contracts.predictors import BANDS, LEGACY_BANDS, band_column

AT_RISK = ("children", "public", "known_adult", "staff")
COMMUNITY = tuple(f"rosh_{group}_community" for group in AT_RISK)
CUSTODY = tuple(f"rosh_{group}_custody" for group in (*AT_RISK, "prisoners"))
BASES = {"community_max": COMMUNITY, "community_custody_max": COMMUNITY + CUSTODY}
SCORES = (
    "reoffending_2yr_pct",
    "violence_2yr_pct",
    "serious_violence_2yr_pct",
    "serious_recidivism_pct",
)
OVER_ESTABLISHMENT = 1.5
RISK_BANDS = Scale(ROSH, high_from="high")
POSTS = 0.5  # full-time posts by which rounding may part the sum from the target


def doubtful_rows(tables: Mapping[str, pd.DataFrame], scale: Scale) -> list[pd.DataFrame]:
    """Findings of the named rules on the kept rows of the tables that are there."""
    frames = [_level_basis(tables["assessments"], scale)]
    for table, column, code, rule in SIMPLE_RULES:
        if table in tables:
            rows = tables[table].loc[rule(tables[table]), "row"]
            frames.append(row_findings(rows, table=table, column=column, code=code, detail=""))
    return [frame for frame in frames if len(frame)]


def _level_basis(frame: pd.DataFrame, scale: Scale) -> pd.DataFrame:
    """Overall levels that are not the highest of the cells that their declared basis names."""
    found = []
    for basis, cells in BASES.items():
        rated = frame[frame["assigned_rosh_basis"] == basis]
        ranks = pd.DataFrame({cell: _ranks(rated[cell], scale) for cell in cells})
        highest = ranks.max(axis=1)
        assigned = _ranks(rated["assigned_rosh"], scale)
        for rank, group in rated[highest.notna() & (highest != assigned)].groupby(highest):
            found.append(
                row_findings(
                    group["row"],
                    table="assessments",
                    column="assigned_rosh",
                    code="level_basis_mismatch",
                    detail=f"{basis} gives {scale.levels[int(float(str(rank)))]}",
                )
            )
    return pd.concat(found) if found else pd.DataFrame()


def _ranks(values: pd.Series, scale: Scale) -> pd.Series:
    """Positions on the scale, NaN where blank; by category, since a case record is long."""
    codes = pd.Categorical(values, categories=list(scale.levels)).codes
    return pd.Series(codes, index=values.index, dtype="float64").replace(-1, float("nan"))


def _mappa(frame: pd.DataFrame) -> "pd.Series[bool]":
    mappa = frame["register_code"].eq("MAPP") & frame["level"].notna()
    complete = frame["level"].isin(["M1", "M2", "M3"])
    complete &= frame["category"].isin(["M1", "M2", "M3", "M4"])
    return mappa & ~complete


def _scored_without_kind(frame: pd.DataFrame) -> "pd.Series[bool]":
    return frame[list(SCORES)].notna().any(axis=1) & frame["predictor_static_or_dynamic"].isna()


def _band_disagrees(frame: pd.DataFrame) -> "pd.Series[bool]":
    """Scores whose recorded band is not the one that their percentage falls in."""
    frame = frame.reindex(columns=["predictor_family", *SCORES, *map(band_column, SCORES)])
    odd = pd.Series(False, index=frame.index)
    for score in SCORES:
        for family, bands in (("ogrs4", BANDS), ("ogrs3", LEGACY_BANDS)):
            if score in bands:
                of_family = frame["predictor_family"].eq(family).fillna(False).astype(bool)
                expected = np.searchsorted(
                    bands[score], frame[score].astype("float64"), side="right"
                )
                recorded = _ranks(frame[band_column(score)], RISK_BANDS)
                odd |= of_family & frame[score].notna() & recorded.notna() & (recorded != expected)
    return odd


def _posts_do_not_add_up(frame: pd.DataFrame) -> "pd.Series[bool]":
    posts = frame.reindex(columns=["po_fte_target", "po_fte_in_post", "po_fte_vacant"])
    filled = posts["po_fte_in_post"] + posts["po_fte_vacant"]
    return (posts["po_fte_target"] - filled).abs() > POSTS


def _over_establishment(frame: pd.DataFrame) -> "pd.Series[bool]":
    return frame["po_fte_in_post"] > OVER_ESTABLISHMENT * frame["po_fte_target"]


Rule = Callable[[pd.DataFrame], "pd.Series[bool]"]
SIMPLE_RULES: tuple[tuple[str, str, str, Rule], ...] = (
    ("registrations", "level", "mappa_level_without_category", _mappa),
    ("assessments", "predictor_static_or_dynamic", "score_without_kind", _scored_without_kind),
    ("unit_months", "po_fte_in_post", "over_establishment", _over_establishment),
    ("unit_months", "po_fte_vacant", "posts_do_not_add_up", _posts_do_not_add_up),
    ("assessments", "predictor_family", "band_disagrees_with_score", _band_disagrees),
)
