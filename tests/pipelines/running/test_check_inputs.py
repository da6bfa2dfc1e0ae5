import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from contracts.errors import InputError
from contracts.files.signature import sign
from pipelines.running.check_inputs import check_inputs, unreadable
from pipelines.running.lock import digest


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    pd.DataFrame({"a": range(1000)}).to_parquet("in/table.parquet")
    Path("in/facts.json").write_text(json.dumps({"a": 1}))
    Path("in/rows.csv").write_text("a,b\n1,2\n")
    with zipfile.ZipFile("in/model.skops", "w") as archive:
        archive.writestr("schema.json", "{}" * 100)
    return Path("in")


def test_whole_files_are_readable(folder):
    assert unreadable([folder]) == []


@pytest.mark.parametrize("name", ["table.parquet", "facts.json", "model.skops"])
def test_a_truncated_file_is_named_in_a_sentence(folder, name):
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[: len(content) // 2])

    [fault] = unreadable([folder])

    assert fault.startswith(f"in/{name} is damaged: ")


def test_a_missing_input_and_one_that_differs_are_refused_together(folder):
    name = digest(folder)
    Path("dvc.lock").write_text(f"stages: {{check: {{outs: [{{path: in, md5: {name}}}]}}}}")
    (folder / "rows.csv").write_text("a,b\n")

    with pytest.raises(InputError) as refused:
        check_inputs("rank", [folder, Path("scores.parquet")])

    assert refused.value.faults == [
        "there is no scores.parquet",
        "in is not what dvc.lock says was written",
    ]
    assert refused.value.next_step == "make run: what is missing or differs is made again"


def test_a_model_that_nobody_with_the_key_signed_is_refused_whatever_dvc_lock_says(folder):
    with pytest.raises(InputError, match=r"in is unsigned: python -m pipelines\.verify in"):
        check_inputs("score", [folder])
    sign(folder)
    check_inputs("score", [folder])
    with zipfile.ZipFile("in/model.skops", "w") as archive:
        archive.writestr("schema.json", "another")
    with pytest.raises(InputError, match="in is changed"):
        check_inputs("score", [folder])
