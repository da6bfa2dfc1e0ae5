import json
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from contracts.errors import InputError
from pipelines.running.lock import digest
from pipelines.running.repair_outputs import run_whole

OUT = Path("scores.parquet")


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    OUT.write_text("right")
    name = digest(OUT)
    Path("dvc.lock").write_text(f"stages: {{score: {{outs: [{{path: {OUT}, md5: {name}}}]}}}}")
    cached = Path(".dvc/cache/files/md5") / name[:2] / name[2:]
    cached.parent.mkdir(parents=True)
    cached.write_text("right")
    return cached


def make():
    """A stage that writes what is missing, from the cache where it can."""
    cached = next(iter(Path(".dvc/cache/files/md5").rglob("*/*")), None)
    if not OUT.exists():
        OUT.write_text(cached.read_text() if cached else "right")
    return 0


def test_what_is_whole_is_left_alone(project, capsys):
    assert run_whole(make) == 0
    assert capsys.readouterr().out == ""


def test_a_damaged_output_is_made_again_and_said_so(project, capsys):
    OUT.write_text("wrong")

    assert run_whole(make) == 0

    assert OUT.read_text() == "right"
    assert "scores.parquet is not what its stage wrote" in capsys.readouterr().out


def test_a_damaged_output_is_taken_away_before_the_run_so_that_one_run_mends_it(project):
    runs = []
    OUT.write_text("wrong")

    def counted():
        runs.append(OUT.exists())
        return make()

    run_whole(counted)

    assert runs == [False]


def test_a_damaged_cache_does_not_come_back(project):
    OUT.unlink()
    project.write_text("wrong")

    assert run_whole(make) == 0

    assert OUT.read_text() == "right"
    assert not project.exists()


def test_what_stays_another_thing_is_refused(project):
    def writes_another_thing():
        OUT.write_text("wrong again")
        return 0

    with pytest.raises(InputError, match="do not use the lists"):
        run_whole(writes_another_thing)


def test_a_stage_that_fails_is_not_run_again(project):
    assert run_whole(lambda: 1) == 1


@pytest.mark.parametrize("ending", [KeyboardInterrupt, None])
def test_what_dvc_took_away_from_a_stage_that_did_not_finish_comes_back(
    tmp_path, monkeypatch, ending
):
    monkeypatch.chdir(tmp_path)
    dvc = str(Path(sys.executable).parent / "dvc")
    stages = {"score": {"cmd": f"echo right > {OUT}", "outs": [str(OUT)]}}
    Path("dvc.yaml").write_text(json.dumps({"stages": stages}))
    for arguments in (["init", "-q", "--no-scm"], ["repro", "-q"]):
        subprocess.run([dvc, *arguments], check=True)

    def fail():
        OUT.unlink()
        if ending:
            raise ending
        return 1

    with nullcontext() if ending is None else pytest.raises(ending):
        run_whole(fail)

    assert OUT.read_text() == "right\n"


def test_a_lock_that_was_cut_short_is_written_again(project, capsys):
    Path("dvc.lock").write_text("stages: {score: {outs")

    assert run_whole(make) == 0
    assert not Path("dvc.lock").exists()
    assert "cut short" in capsys.readouterr().out


def test_what_a_killed_run_had_begun_to_write_is_removed(project, tmp_path):
    begun = tmp_path / "data" / "02_checked" / ".tables.4711.unfinished"
    begun.mkdir(parents=True)
    (begun / "audits.parquet").touch()
    (tmp_path / ".summary.json.4711.unfinished").touch()

    run_whole(make)

    assert not list(tmp_path.rglob("*.unfinished"))
