"""Records against their contracts: what is kept, what is set aside and why, and the counts."""

from pathlib import Path

import pandas as pd

from contracts.checked_folder import CheckedFolder
from contracts.checks.run import Rules, check_tables
from contracts.sources.profile.load import load_profile
from contracts.sources.read import read_source
from pipelines.running.checked_folder import write_checked
from pipelines.running.params.sections import CheckParameters, SourceParameters
from pipelines.running.stage import Figures, run


def main(*, checked: Path, source: SourceParameters, check: CheckParameters) -> Figures:
    """Check the records of ``source`` and write what later stages may read."""
    raw = read_source(load_profile(Path(source.profile)), Path(source.path))
    rules = Rules(check.run_date, check.identifiers, CheckedFolder(Path(check.previous)))
    result = check_tables(raw, rules=rules)
    write_checked(result, checked)
    for line in named(result.findings):
        print(line)
    return {
        "assessments": len(result.tables["assessments"]),
        "audits": len(result.tables["audits"]),
        "quarantined": sum(account.quarantined for account in result.accounts.values()),
        "warnings": int((result.findings["severity"] == "warning").sum()),
    }


def named(findings: pd.DataFrame) -> list[str]:
    """One line a severity: how many findings, and of which codes, the most frequent first.

    Parameters
    ----------
    findings : frame
        ``severity`` and ``code``, a row a finding.

    Examples
    --------
    >>> codes = ["late_contact", "late_contact", "blank_unit"]
    >>> named(pd.DataFrame({"severity": "warning", "code": codes}))
    ['3 warnings: late_contact 2, blank_unit 1']
    """
    lines = []
    for severity in ("error", "warning"):
        counts = findings.loc[findings["severity"] == severity, "code"].value_counts()
        if len(counts):
            total, plural = int(counts.sum()), "" if counts.sum() == 1 else "s"
            codes = ", ".join(f"{code} {count:,}" for code, count in counts.items())
            lines.append(f"{total:,} {severity}{plural}: {codes}")
    return lines


if __name__ == "__main__":
    run(main)
