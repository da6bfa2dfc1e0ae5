import pytest
import yaml

from contracts.errors import InputError
from contracts.secret_key import list_key
from pipelines.running.keys import fingerprints, refuse_other_keys, settle_keys


@pytest.fixture
def lock(tmp_path):
    """What `dvc.lock` says of a run, as a function of the fingerprint of its references."""

    def written(references):
        params = {"data/keys.yaml": {"references": references}}
        path = tmp_path / "dvc.lock"
        path.write_text(yaml.safe_dump({"stages": {"rank": {"cmd": "rank", "params": params}}}))
        return path

    return written


def test_fingerprints_are_written_and_no_key(tmp_path):
    settle_keys(tmp_path / "none.lock", tmp_path / "keys.yaml")

    text = (tmp_path / "keys.yaml").read_text()
    assert yaml.safe_load(text) == fingerprints()
    assert "nobody" not in text


def test_a_second_person_is_told_when_keys_differ(tmp_path, lock, capsys):
    settle_keys(lock("00000000"), tmp_path / "keys.yaml")

    told = capsys.readouterr().out
    assert "was made with other keys (references)" in told
    assert "set COUNTERSIGN_KEY to the key of whoever made that run" in told


def test_the_same_key_is_not_worth_a_word(tmp_path, lock, capsys):
    settle_keys(lock(fingerprints()["references"]), tmp_path / "keys.yaml")

    assert capsys.readouterr().out == ""


def test_where_a_new_key_lies_is_said(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("COUNTERSIGN_KEY")

    settle_keys(tmp_path / "none.lock", tmp_path / "keys.yaml")

    assert f"A key was made in {tmp_path}/countersign/key" in capsys.readouterr().out


def test_keys_of_one_use_replace_that_one_alone(monkeypatch):
    before = fingerprints()
    monkeypatch.setenv("COUNTERSIGN_LIST_KEY", "kept elsewhere")

    assert list_key() == b"kept elsewhere"
    changed = {name for name, value in fingerprints().items() if before[name] != value}
    assert changed == {"workbooks"}


def test_a_stage_is_refused_under_another_key_than_dvc_would_record(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    stages = {
        "rank": {"cmd": "rank", "params": ["rank", {"data/keys.yaml": ["references"]}]},
        "check": {"cmd": "check"},
    }
    (tmp_path / "dvc.yaml").write_text(yaml.safe_dump({"stages": stages}))
    settle_keys(tmp_path / "none.lock")
    refuse_other_keys("rank")

    monkeypatch.setenv("COUNTERSIGN_KEY", "another, which is long enough to be taken")

    with pytest.raises(InputError, match=r"written under another key \(references\)") as refused:
        refuse_other_keys("rank")
    assert "set COUNTERSIGN_KEY as when make run wrote it" in refused.value.next_step
    refuse_other_keys("check")
