import json

from models.evaluation.runs.record import read_run
from tests.models.evaluation.made_up import SOURCE

FOLDERS = {"checked": "c", "model": "m", "evaluation": "e", "worklist": "w"}
FILES = {
    "c/source.json": json.dumps(SOURCE.content()).encode(),
    "m/training.json": b"{}",
    "e/metrics.json": b'{"chosen": "prior_logistic"}',
    "e/gate.json": b"{}",
    "params.yaml": b"rank: {seed: 13}",
}


def test_a_run_is_read_from_whatever_opens_its_files():
    run = read_run(FILES.get, FOLDERS)

    assert run.source == SOURCE
    assert run.params == {"rank.seed": 13}
    assert run.worklist is None


def test_a_run_without_its_verdict_is_no_run():
    files = {path: content for path, content in FILES.items() if path != "e/gate.json"}

    assert read_run(files.get, FOLDERS) is None
