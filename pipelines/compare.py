"""`make compare`: this run against the last committed one, as a table and a page."""

from pathlib import Path

import yaml

from contracts.errors import InputError
from models.evaluation.runs.compare import changes
from models.evaluation.runs.paired import listing_candidate, paired_figures
from models.evaluation.runs.record import read_run
from models.evaluation.runs.show import as_page, as_text
from models.evaluation.setup import EvaluationSettings
from pipelines.running.last_committed_run import last_committed_run, workspace
from pipelines.running.outputs import whole
from pipelines.running.params.file import settings
from pipelines.running.params.sections import EvaluateParameters
from pipelines.running.stage import Figures, run

PAGE = Path("data/compare.html")


def main(*, page: Path = PAGE, evaluate: EvaluateParameters) -> Figures:
    """Show how data, parameters, figures, gate and lists differ from the last committed run."""
    folders = yaml.safe_load(Path("dvc.yaml").read_text(encoding="utf-8"))["vars"][0]["data"]
    before, now = read_run(last_committed_run(), folders), read_run(workspace, folders)
    if now is None:
        raise InputError("make compare", ["there is no finished run here"], "make run")
    if before is None:
        fault = "the committed run's files are not in the cache"
        raise InputError("make compare", [fault], "dvc pull, or git checkout and make run there")
    estimation = settings(EvaluationSettings, evaluate)
    chosen = paired_figures(before, now, estimation)
    listing = paired_figures(before, now, estimation, listing_candidate)
    blocks = changes(before, now, chosen, listing)
    print(as_text(blocks))
    with whole(page) as unfinished:
        unfinished.write_text(as_page(blocks), encoding="utf-8")
    return {"targets paired": len(chosen), "page": str(page)}


if __name__ == "__main__":
    run(main)
