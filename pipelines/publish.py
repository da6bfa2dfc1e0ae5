"""Lists in, what teams open out: page, workbook, CSV, JSON Lines, and a manifest of them all."""

import os
from pathlib import Path

from contracts.source import Source
from pipelines.running.outputs import whole, write_json
from pipelines.running.parameters import EvaluateParameters
from pipelines.running.params_file import PARAMS_FILE
from pipelines.running.stage import Figures, run
from worklists.case_list import read_facts, read_lists
from worklists.publishing.folder import folder_names, write_lists
from worklists.publishing.manifest import Origin, code_hash, file_hash, folder_hash, manifest
from worklists.publishing.performance_page import how_well_page
from worklists.publishing.performance_reader import read_evaluated
from worklists.workbook.check_value import KEY_VARIABLE

PACKAGES = ("contracts", "features", "models", "worklists", "pipelines")


def main(
    *,
    worklist: Path,
    checked: Path,
    model: Path,
    evaluation: Path,
    performance: Path,
    published: Path,
    evaluate: EvaluateParameters,
) -> Figures:
    """Publish every team's list; the same lists, code and parameters give the same bytes."""
    source = Source.load(checked / "source.json")
    lists = read_lists(worklist, source)
    evaluated = read_evaluated(evaluation, performance, capacity=evaluate.capacity_share)
    saved = model / "model.skops"
    key = os.environ.get(KEY_VARIABLE)
    origin = Origin(
        data=folder_hash(checked, worklist, evaluation, performance.parent),
        code=code_hash(Path(__file__).parents[1] / name for name in PACKAGES),
        params=file_hash(PARAMS_FILE),
        model=file_hash(saved) if saved.exists() else None,
    )
    with whole(published) as folder:
        page = how_well_page(evaluated, source)
        write_lists(lists, folder, key=key.encode() if key else None, how_well=page)
        teams = sorted(folder_names(sorted({one.unit_id for one in lists})).items())
        content = manifest(folder, origin, teams=teams, lists=read_facts(worklist))
        write_json(content, folder / "manifest.json")
    return {"teams": len(teams), "cases": sum(len(one.cases) for one in lists)}


if __name__ == "__main__":
    run(main)
