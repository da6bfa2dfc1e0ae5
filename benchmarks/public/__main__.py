"""Measures the product on public records beside plain learners on the same folds.

    python -m benchmarks.public [--source NAME ...]

Records are read from ../shared/datasets; docs/sources.md says where to obtain them. Results go to
benchmarks/results/public.md.
"""

import argparse
import contextlib
import datetime as dt
import io
import os
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from benchmarks.families.tables import markdown
from benchmarks.public.figures import average_precision, difference, precision_at
from benchmarks.public.readers import LOGISTIC, out_of_fold
from pipelines.running.params.file import read_parameters

DATASETS = Path("../shared/datasets")
SOURCES = ("ktas", "compas", "compas_violence", "ofsted", "ofsted_outcome")
RESULTS = Path("benchmarks/results/public.md")
WHAT = (
    "Out of fold, of cases whose answer is known; ties at their worst. `less logistic`: difference"
    " in average precision from plain logistic regression (scikit-learn's defaults, on standardised"
    " columns), 95 % interval over cases."
)


def rows_of(source: str, orders: pd.DataFrame) -> list[dict[str, object]]:
    """A row for each reader of a source."""
    y, logistic = orders["y"].to_numpy(), orders[LOGISTIC].to_numpy()
    rows: list[dict[str, object]] = []
    for reader in orders.columns[1:]:
        order = orders[reader].to_numpy()
        low, high = difference(y, order, logistic)
        rows.append(
            {
                "source": source,
                "reader": reader,
                "cases": len(y),
                "too low": int(y.sum()),
                "average precision": average_precision(y, order),
                "top 5 %": precision_at(y, order),
                "less logistic": f"{low:+.3f} to {high:+.3f}",
            }
        )
    return rows


def main() -> None:
    """Measure source after source; what is done so far is always on disk."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", nargs="+", choices=SOURCES, default=list(SOURCES))
    options = parser.parse_args()
    if not DATASETS.is_dir():
        sys.exit(f"Not measured: {DATASETS} is absent; docs/sources.md says where to obtain it.")
    command = " ".join(["python -m benchmarks.public", *sys.argv[1:]])
    head = f"`{command}`, {dt.datetime.now(tz=dt.UTC).date()}, {os.cpu_count()} cores."
    rows: list[dict[str, object]] = []
    for source in options.source:
        began = time.perf_counter()
        records = DATASETS / source.split("_", maxsplit=1)[0]
        with tempfile.TemporaryDirectory() as made, contextlib.redirect_stdout(io.StringIO()):
            rows += rows_of(source, out_of_fold(source, records, Path(made), read_parameters()))
        print(f"{source}: {time.perf_counter() - began:.0f} s", file=sys.stderr)
        text = ["# Public records, out of fold", head, WHAT, markdown(pd.DataFrame(rows))]
        RESULTS.write_text("\n\n".join(text) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
