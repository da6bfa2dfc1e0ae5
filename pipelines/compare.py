"""`make compare`: this run against the last committed one, in one table."""

from pathlib import Path

import yaml

from contracts.errors import InputError
from models.evaluation.runs.compare import as_text, changes
from models.evaluation.runs.paired import in_words, paired_differences
from models.evaluation.runs.record import read_run
from models.evaluation.setup import EvaluationSettings
from pipelines.running.committed import last_committed_run, workspace
from pipelines.running.parameters import EvaluateParameters
from pipelines.running.params_file import settings
from pipelines.running.stage import Figures, run


def main(*, evaluate: EvaluateParameters) -> Figures:
    """Show how data, parameters, figures, gate and lists differ from the last committed run."""
    folders = yaml.safe_load(Path("dvc.yaml").read_text(encoding="utf-8"))["vars"][0]["data"]
    before, now = read_run(last_committed_run(), folders), read_run(workspace, folders)
    if now is None:
        raise InputError("make compare", ["there is no finished run here"], "make run")
    if before is None:
        fault = "the committed run's files are not in the cache"
        raise InputError("make compare", [fault], "dvc pull, or git checkout and make run there")
    paired = paired_differences(before, now, settings(EvaluationSettings, evaluate))
    print(as_text(changes(before, now, in_words(paired))))
    return {"targets paired": len(paired)}


if __name__ == "__main__":
    run(main)
