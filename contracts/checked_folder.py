"""Reads the folder that the check stage wrote."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd


def read_tables(checked: Path, names: Sequence[str]) -> dict[str, pd.DataFrame]:
    """Those of the named checked tables that are present, by name.

    Parameters
    ----------
    checked : Path
        The folder, e.g. ``data/02_checked``.
    names : sequence of str
        Names of tables as in ``contracts/tables``.
    """
    paths = {name: checked / "tables" / f"{name}.parquet" for name in names}
    return {name: pd.read_parquet(path) for name, path in paths.items() if path.exists()}
