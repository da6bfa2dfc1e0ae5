"""The folder of checked records, ``data/02_checked``: what lies where, and how it is read."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from contracts.errors import InputError

AGAIN = "run the check stage again"
# what a table that the source does not have is joined by, so that it can be read as empty
JOINED_BY = {"audits": ("audit_id", "assessment_id", "audit_completed_date")}


@dataclass(frozen=True)
class CheckedFolder:
    """What the check stage wrote at ``path``; later stages read records through this alone.

    Examples
    --------
    >>> CheckedFolder(Path("data/02_checked")).table_file("audits").as_posix()
    'data/02_checked/tables/audits.parquet'
    """

    path: Path

    @property
    def tables(self) -> Path:
        """Folder of the kept rows: one Parquet file a table."""
        return self.path / "tables"

    @property
    def quarantine(self) -> Path:
        """Folder of the rows set aside, as they were read, with reasons."""
        return self.path / "quarantine"

    @property
    def source_file(self) -> Path:
        """Whose records these are: for ``Source.load``."""
        return self.path / "source.json"

    @property
    def findings_file(self) -> Path:
        """Every finding, one a row."""
        return self.path / "findings.parquet"

    @property
    def accounts_file(self) -> Path:
        """Rows read, kept and set aside, by table."""
        return self.path / "accounts.json"

    @property
    def page(self) -> Path:
        """The results page that people read."""
        return self.path / "results.html"

    def table_file(self, name: str) -> Path:
        """Where the kept rows of a table lie, whether or not there are any."""
        return self.tables / f"{name}.parquet"

    def table(self, name: str, *, columns: Iterable[str] | None = None) -> pd.DataFrame:
        """The kept rows of a table: the ``columns`` named, or all.

        A table that the source does not have is a frame without rows, with those columns, or
        with those it is joined by.

        Raises
        ------
        InputError
            If ``assessments`` is missing, or a file is not a whole table with those columns.
        """
        wanted = list(columns) if columns is not None else None
        file = self.table_file(name)
        if name != "assessments" and not file.is_file():
            return pd.DataFrame(columns=wanted or list(JOINED_BY.get(name, ("person_id",))))
        try:
            return pd.read_parquet(file, columns=wanted)
        except FileNotFoundError:
            raise InputError(str(file), ["there is no such file"], AGAIN) from None
        except (OSError, ValueError) as fault:
            message = f"not a table of this version, whole ({type(fault).__name__})"
            raise InputError(str(file), [message], AGAIN) from None

    def present_tables(self, names: Iterable[str]) -> dict[str, pd.DataFrame]:
        """Those of the named tables that the source has, by name, with all their columns."""
        return {name: self.table(name) for name in names if self.table_file(name).is_file()}


def table_files(tables: Path, names: Iterable[str]) -> dict[str, Path]:
    """The files of those of the named tables that lie in the folder ``tables``, in order."""
    files = {name: tables / f"{name}.parquet" for name in sorted(names)}
    return {name: file for name, file in files.items() if file.is_file()}
