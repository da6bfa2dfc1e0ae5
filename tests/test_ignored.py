"""What git and DVC leave alone: records and products stay out, what is under version is seen."""

import subprocess
from pathlib import Path

import pytest
from scmrepo.git import Git

ROOT = Path(__file__).parents[1]


@pytest.fixture
def repository(tmp_path):
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    (tmp_path / ".gitignore").write_bytes((ROOT / ".gitignore").read_bytes())
    (tmp_path / "data/01_raw/decisions").mkdir(parents=True)
    (tmp_path / "data/01_raw/decisions.dvc").write_text("outs: []\n", encoding="utf-8")
    return tmp_path


def _seen_by_git(repository, path):
    asked = ["git", "check-ignore", "-q", path]
    return subprocess.run(asked, cwd=repository, check=False).returncode == 1


def _seen_by_dvc(repository, path):
    return not Git(str(repository)).is_ignored(f"{repository}/{path}")


@pytest.mark.parametrize("seen", [_seen_by_git, _seen_by_dvc])
@pytest.mark.parametrize("path", ["data/", "data/01_raw/", "data/01_raw/decisions.dvc"])
def test_what_dvc_has_put_under_version_is_seen(repository, seen, path):
    assert seen(repository, path)


@pytest.mark.parametrize("seen", [_seen_by_git, _seen_by_dvc])
@pytest.mark.parametrize(
    "path",
    [
        "data/01_raw/decisions/decisions.parquet",
        "data/01_raw/assessments.csv",
        "data/07_worklist/cases.parquet",
        "deliveries/2026-11-16-weekly/index.html",
        "returns/rounds/2026-11-16-weekly/cases.parquet",
        "urgent/urgent.csv",
        "inbox/weekly-2026-11-16-n01.xlsx",
        "map.csv",
        "decisions.db",
    ],
)
def test_records_lists_and_decisions_are_not(repository, seen, path):
    assert not seen(repository, path)
