"""Records against their contracts: what is kept, what is set aside and why, and the counts."""

import datetime as dt
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from contracts.checked import Checked, Rules, check_tables
from contracts.results_page import results_page
from contracts.sources.profile import load_profile
from contracts.sources.reading import read_source
from pipelines.outputs import whole, write_json, write_table
from pipelines.stage import Figures, run


@dataclass(frozen=True)
class Params:
    """The 'check' section of params.yaml."""

    run_date: str | dt.date
    identifiers: Literal["pseudonyms", "live"]


def main(*, source: Path, profile: Path, checked: Path, params: Params) -> Figures:
    """Check the records in the folder ``source`` and write what later stages may read."""
    raw = read_source(load_profile(profile), source)
    result = check_tables(raw, rules=Rules(params.run_date, params.identifiers))
    with whole(checked) as folder:
        _write(result, folder)
    return {
        "assessments": len(result.tables["assessments"]),
        "audits": len(result.tables["audits"]),
        "quarantined": sum(account.quarantined for account in result.accounts.values()),
        "warnings": int((result.findings["severity"] == "warning").sum()),
    }


def _write(result: Checked, folder: Path) -> None:
    for name, frame in result.tables.items():
        write_table(frame, folder / "tables" / f"{name}.parquet")
    for name, frame in result.quarantine.items():
        write_table(frame, folder / "quarantine" / f"{name}.parquet")
    write_table(result.findings, folder / "findings.parquet")
    accounts = {name: asdict(account) for name, account in result.accounts.items()}
    write_json(accounts, folder / "accounts.json")
    write_json(result.source.content(), folder / "source.json")
    (folder / "results.html").write_text(results_page(result), encoding="utf-8")


if __name__ == "__main__":
    run(main, Params)
