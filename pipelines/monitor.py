"""Frozen decisions in, how well the lists work out: rank and publish read its verdict.

Where the folder holds no decisions yet it says so, and to go on.
"""

from pathlib import Path

from contracts.checked_folder import CheckedFolder
from contracts.disclosure.rules import DisclosureRules
from pipelines.running.outputs import write_json
from pipelines.running.params.file import settings
from pipelines.running.params.sections import (
    DisclosureParameters,
    MonitorParameters,
    RankParameters,
)
from pipelines.running.stage import Figures, run
from worklists.monitoring.agreement import agreement_with_audits
from worklists.monitoring.by_team import by_team
from worklists.monitoring.performance import MonitorRules, list_performance
from worklists.returns.rounds import read_snapshot


def main(
    *,
    checked: Path,
    performance: Path,
    monitor: MonitorParameters,
    rank: RankParameters,
    disclosure: DisclosureParameters,
) -> Figures:
    """Compare the model's part of the lists with the random part, and say whether to go on."""
    decided, listed = read_snapshot(Path(rank.decisions))
    shown = settings(DisclosureRules, disclosure)
    found = list_performance(decided, listed, settings(MonitorRules, monitor), shown)
    audits = CheckedFolder(checked).present_tables(["audits"]).get("audits")
    agreement = agreement_with_audits(decided, audits)
    write_json(
        found.as_json() | {"agreement_with_audits": agreement, "teams": by_team(decided)},
        performance,
    )
    reviewed = found.model.reviewed + found.random.reviewed
    return {"reviewed": reviewed, "verdict": "stop" if found.stop else "go on"}


if __name__ == "__main__":
    run(main)
