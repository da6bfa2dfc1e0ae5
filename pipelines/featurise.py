"""Stage 3: checked tables in, every feature as known on the day of signature out."""

from pathlib import Path

from contracts.checked_folder import CheckedFolder
from contracts.source import Source
from features.cases import AsOf
from features.catalogue import catalogue as described
from features.engines import duckdb_sql
from features.on_record import columns_on_record, themes_on_record
from features.registry import themes_for
from pipelines.running.outputs import whole, write_json
from pipelines.running.params.sections import FeaturiseParameters
from pipelines.running.stage import Figures, run


def main(
    *,
    checked: Path,
    features: Path,
    catalogue: Path,
    evidence: Path,
    featurise: FeaturiseParameters,
) -> Figures:
    """Compute every feature that the source has columns for, from facts known at the as-of date."""
    source = Source.load(CheckedFolder(checked).source_file)
    on_record = columns_on_record(CheckedFolder(checked).tables, source)
    themes = themes_on_record(themes_for(source.extra), on_record)
    as_of = AsOf(featurise.as_of, source.run_date, featurise.reporting_lag_months)
    case = duckdb_sql.Case(CheckedFolder(checked).tables, source.scale.levels, as_of)
    with (
        duckdb_sql.computed(case, themes) as computed,
        whole(features) as unfinished,
        whole(evidence) as dates,
    ):
        filled = computed.write("features", unfinished)
        computed.write("evidence", dates)
    write_json(described(themes, as_of=featurise.as_of, filled=filled), catalogue)
    columns = sum(len(theme.features) for theme in themes)
    return {"assessments": filled["assessment_id"], "features": columns}


if __name__ == "__main__":
    run(main)
