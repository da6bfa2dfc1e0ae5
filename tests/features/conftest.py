from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from features import engine
from features.cases import AsOf
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
        with engine.computed(engine.Case(folder, ROSH, as_of), themes) as computed:
            frame = computed.view(relation).df()
        return frame.set_index("assessment_id")

    return compute


@pytest.fixture
def feature_of(features_of: Callable[..., pd.DataFrame]) -> Callable[..., float]:
    """The value of one feature of the assessment ``A1``, with no theme but its own computed."""

    def value(name: str, tables: Mapping[str, Rows], **options: Any) -> float:
        own = [theme for theme in THEMES if name in [feature.name for feature in theme.features]]
        return features_of(tables, themes=own, **options).loc["A1", name]

    return value
