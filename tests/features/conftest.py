from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from features.cases import AsOf
from features.engines import duckdb_sql
from features.registry import THEMES

Rows = Sequence[Mapping[str, Any]]
AS_OF_SIGNATURE = AsOf()
ROSH = ("low", "medium", "high", "very_high")


@pytest.fixture
def features_of(tmp_path: Path) -> Callable[..., pd.DataFrame]:
    """Writes tables given as rows and gives the features, one row per assessment id."""

    def compute(
        tables: Mapping[str, Rows],
        *,
        as_of: AsOf = AS_OF_SIGNATURE,
        themes: Any = THEMES,
        relation: str = "features",
    ) -> pd.DataFrame:
        folder = tmp_path / "tables"
        folder.mkdir(exist_ok=True)
        for path in folder.glob("*.parquet"):
            path.unlink()
        for name, rows in tables.items():
            pd.DataFrame(list(rows)).to_parquet(folder / f"{name}.parquet", index=False)
        with duckdb_sql.computed(duckdb_sql.Case(folder, ROSH, as_of), themes) as computed:
            frame = computed.frame(relation)
        return frame.set_index("assessment_id")

    return compute


@pytest.fixture
def feature_of(features_of: Callable[..., pd.DataFrame]) -> Callable[..., float]:
    """The value of one feature of the assessment ``A1``, with no theme but its own computed."""

    def value(name: str, tables: Mapping[str, Rows], **options: Any) -> float:
        themes = [theme for theme in THEMES if name in [feature.name for feature in theme.features]]
        return features_of(tables, themes=themes, **options).loc["A1", name]

    return value


@pytest.fixture
def record() -> Callable[..., dict[str, Rows]]:
    """A record of one medium rating, signed on 1 March 2026, and the tables given."""

    def tables(assessment: Mapping[str, Any] | None = None, **others: Rows) -> dict[str, Rows]:
        defaults = {"assessment_id": "A1", "person_id": "P1", "unit_id": "U1"}
        defaults |= {"assigned_rosh": "medium", "assessment_date": "2026-03-01"}
        recorded = {"person_id": "P1", "known_at": "2026-02-01"}
        return {"assessments": [defaults | dict(assessment or {})]} | {
            name: [recorded | dict(row) for row in rows] for name, rows in others.items()
        }

    return tables


@pytest.fixture
def value_of(feature_of: Callable[..., float], record: Callable[..., Any]) -> Callable[..., float]:
    """One feature of the record that ``record`` makes of the same words."""

    def value(name: str, assessment: Mapping[str, Any] | None = None, **others: Rows) -> float:
        return feature_of(name, record(assessment, **others))

    return value
