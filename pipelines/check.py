"""Records against their contracts: what is kept, what is set aside and why, and the counts."""

from pathlib import Path

from contracts.checked_folder import CheckedFolder
from contracts.checks.run import Rules, check_tables
from contracts.sources.profile.load import load_profile
from contracts.sources.read import read_source
from pipelines.running.checked_folder import write_checked
from pipelines.running.parameters import CheckParameters, SourceParameters
from pipelines.running.stage import Figures, run


def main(*, checked: Path, source: SourceParameters, check: CheckParameters) -> Figures:
    """Check the records of ``source`` and write what later stages may read."""
    raw = read_source(load_profile(Path(source.profile)), Path(source.path))
    rules = Rules(check.run_date, check.identifiers, CheckedFolder(Path(check.previous)))
    result = check_tables(raw, rules=rules)
    write_checked(result, checked)
    return {
        "assessments": len(result.tables["assessments"]),
        "audits": len(result.tables["audits"]),
        "quarantined": sum(account.quarantined for account in result.accounts.values()),
        "warnings": int((result.findings["severity"] == "warning").sum()),
    }


if __name__ == "__main__":
    run(main)
