"""Frozen decisions in, how well the lists work out: rank and publish read its verdict.

Where no decisions were ever frozen it says so, and to go on.
"""

from dataclasses import dataclass
from pathlib import Path

from pipelines.outputs import write_json
from pipelines.stage import Figures, run
from worklists.monitoring import MonitorRules, list_performance
from worklists.returns.rounds import read_snapshot


@dataclass(frozen=True)
class Params(MonitorRules):
    """The 'monitor' section of params.yaml."""


def main(*, decisions: Path, performance: Path, params: Params) -> Figures:
    """Compare the model's part of the lists with the random part, and say whether to go on."""
    found = list_performance(*read_snapshot(decisions), params)
    write_json(found.as_json(), performance)
    reviewed = found.model.reviewed + found.random.reviewed
    return {"reviewed": reviewed, "verdict": "stop" if found.stop else "go on"}


if __name__ == "__main__":
    run(main, Params)
