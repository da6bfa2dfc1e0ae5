import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from contracts.errors import InputError
from contracts.files.signature import sign
from pipelines.running.check_inputs import check_inputs, explain, unreadable
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
        check_inputs("rank", {"model": folder, "scores": Path("scores.parquet")})

    assert refused.value.faults == [
        "there is no scores.parquet",
        "in is not what dvc.lock says was written",
    ]
    assert refused.value.next_step == "make run: what is missing or differs is made again"


def test_a_model_that_nobody_with_the_key_signed_is_refused_whatever_dvc_lock_says(folder):
    with pytest.raises(InputError, match=r"in is unsigned: python -m pipelines\.verify in"):
        check_inputs("score", {"model": folder})
    sign(folder)
    check_inputs("score", {"model": folder})
    with zipfile.ZipFile("in/model.skops", "w") as archive:
        archive.writestr("schema.json", "another")
    with pytest.raises(InputError, match="in is changed"):
        check_inputs("score", {"model": folder})


@pytest.mark.parametrize(
    "fault",
    [
        OSError(28, "No space left on device"),
        OSError(27, "File too large"),
        RuntimeError("IO Error: could not write: No space left on device"),
    ],
)
def test_a_disk_that_takes_no_more_is_said_in_words_with_the_way_out(folder, fault):
    refusal = explain("check", fault, {})

    assert "an output was not written" in refusal.faults[0]
    assert "make room on the disk" in refusal.next_step


def test_a_fault_over_inputs_that_no_stage_vouches_for_is_said_and_repeats_nothing_of_them(folder):
    try:
        {}["P000123"]
    except KeyError as fault:
        refusal = explain("rank", fault, {"scores": folder / "table.parquet"})

    assert "dvc.lock does not vouch for in/table.parquet" in refusal.faults[0]
    assert "KeyError at test_check_inputs.py" in refusal.faults[0]
    assert "P000123" not in str(refusal)


def test_a_fault_over_inputs_as_they_were_written_is_left_to_be_seen(folder):
    file = folder / "table.parquet"
    text = f"stages: {{check: {{outs: [{{path: {file}, md5: {digest(file)}}}]}}}}"
    Path("dvc.lock").write_text(text)

    assert explain("rank", KeyError("a"), {"scores": file}) is None
