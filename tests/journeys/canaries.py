"""Made-up identities in every place an identity can reach, and the search for them afterwards."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from contracts.table import load_tables

MARK = re.compile(rb"zqcanary[0-9]*", re.IGNORECASE)
PLACES = ("unit_id", "lau_id", "pdu_id", "region_id")  # teams are named on lists
# where a row of the records may stand, as what a run is for
RECORDS = (
    "data/01_raw/",
    "data/02_checked/tables/",
    "data/02_checked/quarantine/",
    "data/03_features/features.parquet",
    "data/03_features/evidence.parquet",
    "data/04_model/fold_predictions.parquet",
    "data/04_model/learning_curve.parquet",
    "data/04_model/leave_one_unit_out.parquet",
    "data/04_model/retrospective.parquet",
    "data/05_scores/",
    "data/07_urgent/cases.parquet",
    "data/07_urgent/worklist.parquet",
    "data/07_worklist/cases.parquet",
    "data/07_worklist/worklist.parquet",
    "data/07_worklist/standing.parquet",
)


def plant(records: Path, folder: Path) -> int:
    """Copy Parquet tables to CSV files with an identity in every column; how many there are.

    Every column of every table has one in a row of its own: in identifier columns as a pseudonym
    may look, elsewhere as a name. Two columns that nobody needs are named after people, and so
    are two files.
    """
    count = 0
    folder.mkdir()
    for name in load_tables():
        if not (records / f"{name}.parquet").exists():
            continue
        frame = pd.read_parquet(records / f"{name}.parquet").astype("object")
        for row, column in enumerate(frame.columns):
            if column in PLACES:
                continue
            is_id = column.endswith("_id")
            if is_id:  # of another form than the numbers of real people
                frame[column] = "p-" + frame[column]
            frame.loc[7 + row, column] = f"zqcanary{count}" if is_id else f"zqcanary{count} Bloggs"
            count += 1
        frame[f"Zqcanary{count} Bloggs"] = "1"
        frame[f"note of zqcanary{count + 1}@example.org"] = f"Zqcanary{count + 2} Bloggs"
        frame.to_csv(folder / f"{name}.csv", index=False)
        count += 3
    (folder / f"Zqcanary{count} Bloggs.docx").touch()
    pd.DataFrame({f"zqcanary{count + 1}": ["x"]}).to_csv(
        folder / f"zqcanary{count + 2} bloggs.csv", index=False
    )
    return count + 3


def seen_in(folder: Path) -> dict[str, set[str]]:
    """By file below ``folder`` the identities in its name or content, packed or not."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        texts = [name.encode(), *(_texts(path) if path.is_file() else ())]
        marks = {mark.decode().lower() for text in texts for mark in MARK.findall(text)}
        if marks:
            found[name] = marks
    return found


def _texts(path: Path) -> Iterator[bytes]:
    content = path.read_bytes()
    yield content
    yield content.decode("utf-16-le", errors="ignore").encode()
    if content[:4] == b"PAR1":
        table = pq.read_table(path)
        yield str(table.schema).encode()
        yield table.to_pandas().to_csv().encode()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield member.encode()
                yield archive.read(member)
