"""Made-up assessments whose right level is known, small enough to learn from in milliseconds."""

from dataclasses import replace

import numpy as np
import pandas as pd

from contracts.levels import Scale
from contracts.source import Source
from models.training.data.records import assemble
from models.training.label_noise.params import RatingData

SCALE = Scale(("low", "medium", "high"), high_from="high")
SOURCE = Source(name="made_up", title="Made up", about="", scale=SCALE)


def feature(name, theme, direction, **other):
    """One entry of the catalogue."""
    said = {"type": "number", "unit": "", "sources": [f"extra.{name}"], "as_of": "signature"}
    said |= {"reads_rating": False, "about": "person"}
    return {"name": name, "theme": theme, "direction": direction} | said | other


CATALOGUE = [
    feature("severity", "history", 1),
    feature("check_missing", "evidence_gaps", 1, type="yes_no", about="practice"),
    feature("noise", "behaviour", 0),
    feature("above_rating", "history", 1, reads_rating=True),
    feature("place", "behaviour", 0, type="category"),
]


def tables(*, cases=400, seed=0, share=0.5, scale=SCALE):
    """Features and audits: severe cases deserve more, and missing checks hide it."""
    rng = np.random.default_rng(seed)
    severity, missing = rng.normal(size=cases), (rng.random(cases) < 0.3).astype(float)
    thresholds = np.linspace(-0.3, 0.9, len(scale.levels) - 1)
    right = np.digitize(severity + 0.5 * rng.normal(size=cases), thresholds)
    assigned = np.maximum(right - (rng.random(cases) < 0.1 + 0.5 * missing), 0)
    levels = np.array(scale.levels, dtype=object)
    days = pd.Timestamp("2025-01-01") + pd.to_timedelta(np.arange(cases) * 400 // cases, unit="D")
    features = pd.DataFrame(
        {
            "assessment_id": [f"A{i:04d}" for i in range(cases)],
            "person_id": [f"P{i // 2:04d}" for i in range(cases)],
            "unit_id": np.where(np.arange(cases) % 2, "leeds", "york"),
            "assessment_date": days,
            "assigned": levels[assigned],
            "severity": np.where(rng.random(cases) < 0.05, np.nan, severity),
            "check_missing": missing,
            "noise": rng.normal(size=cases),
            "above_rating": severity - assigned,
            "place": np.where(severity > 0, "north", "south"),
        }
    )
    picked = np.flatnonzero(rng.random(cases) < share)
    audits = pd.DataFrame(
        {
            "audit_id": [f"Q{i:04d}" for i in picked],
            "assessment_id": features["assessment_id"].to_numpy()[picked],
            "audited_rosh": levels[right[picked]],
            "audit_completed_date": days[picked] + pd.Timedelta(days=30),
            "selection_reason": np.where(picked % 10 == 0, "sfo", "random"),
            "selection_probability": np.where(picked % 10 == 0, np.nan, share),
        }
    )
    return features, audits


def records(*, cases=400, seed=0, share=0.5, **source):
    """The same, assembled."""
    own = replace(SOURCE, **source)
    features, audits = tables(cases=cases, seed=seed, share=share, scale=own.scale)
    return assemble(features, audits=audits, catalogue=CATALOGUE, source=own)


def rated(n=6000, levels=3, seed=0, away=0.2):
    """Severe records deserve more; where checks lack, ratings more often fall short of it."""
    rng = np.random.default_rng(seed)
    columns = np.column_stack([rng.normal(size=n), rng.random(n) < 0.3, rng.normal(size=n)])
    columns = (columns - columns.mean(axis=0)) / columns.std(axis=0)
    thresholds = np.linspace(-0.5, 1.2, levels - 1)
    right = np.digitize(1.5 * columns[:, 0] + rng.logistic(size=n), thresholds)
    short = rng.random(n) < np.where(columns[:, 1] > 0, 0.5, 0.1)
    assigned = np.maximum(right - short, 0)
    scale = np.array([[1.0, away, 1.0], [away, 1.0, away]])
    home = np.array([[True, False, True], [False, True, False]])
    return RatingData(columns, assigned, levels, scale, home, np.zeros(3), np.zeros(3, bool)), right
