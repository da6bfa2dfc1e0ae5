"""Records against their contracts: what is kept, what is set aside and why, and the counts."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from contracts.checks.run import Rules, check_tables
from contracts.sources.profile.load import load_profile
from contracts.sources.read import read_source
from pipelines.running.checked_folder import write_checked
from pipelines.running.stage import Figures, run


@dataclass(frozen=True)
class Params:
    """The 'check' section of params.yaml."""

    run_date: str | dt.date
    identifiers: Literal["pseudonyms", "live"]


def main(*, source: Path, profile: Path, checked: Path, params: Params) -> Figures:
    """Check the records in the folder ``source`` and write what later stages may read."""
    raw = read_source(load_profile(profile), source)
    result = check_tables(raw, rules=Rules(params.run_date, params.identifiers))
    write_checked(result, checked)
    return {
        "assessments": len(result.tables["assessments"]),
        "audits": len(result.tables["audits"]),
        "quarantined": sum(account.quarantined for account in result.accounts.values()),
        "warnings": int((result.findings["severity"] == "warning").sum()),
    }


if __name__ == "__main__":
    run(main, Params)
