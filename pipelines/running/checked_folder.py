"""Writes what a check found as the folder that every later stage reads."""

from dataclasses import asdict
from pathlib import Path

import pandas as pd
import pyarrow as pa

from contracts.checked_folder import CheckedFolder
from contracts.checks.run import Checked
from contracts.reports.results_page import results_page
from pipelines.running.outputs import whole, write_json, write_table


def write_checked(checked: Checked, path: Path) -> None:
    """Write tables, quarantine, findings, accounts, source and page, whole or not at all."""
    with whole(path) as unfinished:
        folder = CheckedFolder(unfinished)
        for name, frame in checked.tables.items():
            _write_typed(frame, folder.table_file(name))
        for name, frame in checked.quarantine.items():
            _write_typed(frame, folder.quarantine / f"{name}.parquet")
        write_table(checked.findings, folder.findings_file)
        accounts = {name: asdict(account) for name, account in checked.accounts.items()}
        write_json(accounts, folder.accounts_file)
        write_json(checked.source.content(), folder.source_file)
        folder.page.write_text(results_page(checked), encoding="utf-8")


def _write_typed(frame: pd.DataFrame, path: Path) -> None:
    """Parquet whose list columns keep their type even where every one of them is blank.

    pandas cannot read back the name it gives to its own list type, so lists are written from
    plain objects under the type that Arrow would give them.
    """
    schema = pa.Schema.from_pandas(frame, preserve_index=False).remove_metadata()
    lists = [field.name for field in schema if pa.types.is_list(field.type)]
    plain = frame.astype(dict.fromkeys(lists, "object"))
    with whole(path) as unfinished:
        plain.to_parquet(unfinished, index=False, compression="zstd", schema=schema)
