"""Stage 3: checked tables in, every feature as known on the day of signature out."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from contracts.source import Source
from features import engine
from features.cases import AsOf
from features.catalogue import catalogue as described
from features.registry import themes_for
from pipelines.running.outputs import whole, write_json
from pipelines.running.stage import Figures, run


@dataclass(frozen=True)
class Params:
    """The 'featurise' section of params.yaml."""

    as_of: Literal["signature", "run_date"]  # the moment as of which facts are taken
    reporting_lag_months: int  # until a month of workload or staffing is on record


def main(
    *, checked: Path, features: Path, catalogue: Path, evidence: Path, params: Params
) -> Figures:
    """Compute every feature of every assessment, from facts known at the as-of date."""
    source = Source.load(checked / "source.json")
    themes = themes_for(source.extra)
    as_of = AsOf(params.as_of, source.run_date, params.reporting_lag_months)
    case = engine.Case(checked / "tables", source.scale.levels, as_of)
    with (
        engine.computed(case, themes) as computed,
        whole(features) as unfinished,
        whole(evidence) as dates,
    ):
        filled = computed.write("features", unfinished)
        computed.write("evidence", dates)
    write_json(described(themes, as_of=params.as_of, filled=filled), catalogue)
    columns = sum(len(theme.features) for theme in themes)
    return {"assessments": filled["assessment_id"], "features": columns}


if __name__ == "__main__":
    run(main, Params)
