"""A colleague clones the repository, pulls what DVC keeps, and goes on from there."""

import subprocess

import pytest

from tests.journeys.conftest import Project

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journey")]
GIT = ("git", "-c", "user.name=test", "-c", "user.email=test@localhost")


def test_a_clone_pulls_runs_nothing_again_and_compares(small, tmp_path):
    remote, cloned = tmp_path / "remote", tmp_path / "cloned"
    for command in (
        ("dvc", "remote", "add", "--default", "--force", "shared", str(remote)),
        (*GIT, "add", "-A"),
        (*GIT, "commit", "-qm", "Record the run"),
        ("dvc", "push"),
    ):
        ran = small.run(*command)
        assert ran.returncode == 0, f"{command}: {ran.stdout}{ran.stderr}"
    subprocess.run(["git", "clone", "-q", small.folder, cloned], check=True)
    (cloned / ".guard").mkdir()
    guard = (small.folder / ".guard" / "sitecustomize.py").read_text(encoding="utf-8")
    (cloned / ".guard" / "sitecustomize.py").write_text(guard, encoding="utf-8")
    colleague = Project(cloned)

    pulled = colleague.run("dvc", "pull")
    ran = colleague.make()
    metrics = colleague.run("dvc", "metrics", "diff", "HEAD")
    compared = colleague.run("python", "-m", "pipelines.compare")

    assert pulled.returncode == 0, pulled.stdout + pulled.stderr
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "Nothing to do" in ran.stdout
    assert colleague.hashes() == small.hashes()
    assert metrics.returncode == 0, metrics.stderr
    assert compared.returncode == 0, compared.stderr
    assert "0 entered, 0 left" in compared.stdout


def test_records_that_are_not_here_are_named_with_how_to_fetch_them(small, tmp_path):
    text = (small.folder / "params.yaml").read_text(encoding="utf-8")
    changed = text.replace("path: data/01_raw/demo", "path: data/01_raw/theirs")
    (small.folder / "params.yaml").write_text(changed, encoding="utf-8")

    refused = small.make()

    (small.folder / "params.yaml").write_text(text, encoding="utf-8")
    assert refused.returncode == 2
    assert "source.path: there is no data/01_raw/theirs" in refused.stderr
    assert "dvc pull" in refused.stderr
