"""The commands of the guide for data scientists, in its order: a run, new audits, and a comparison.

The commands are read from the page, so that the page is what is tried.
"""

import re
import shlex
import shutil
from pathlib import Path

import pandas as pd
import pytest

from tests.journeys.conftest import Project

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journey")]
GUIDE = Path(__file__).parents[2] / "docs/guide-for-data-scientists.md"
NEW = 60  # audits that come in between
RECORDS = "data/01_raw/mine"


def blocks(heading):
    """The shell blocks of a section of the guide."""
    text = GUIDE.read_text(encoding="utf-8")
    section = text[text.index(f"## {heading}") :].split("\n## ")[0]
    return re.findall(r"```sh\n(.*?)```", section, re.DOTALL)


def do(project, commands):
    """Run the commands of a block as typed, `make` by what it runs; what they printed."""
    printed = ""
    for line in commands.splitlines():
        command = line.split("  #")[0].strip()
        if not command or command.startswith("#"):
            continue
        ran = project.run("sh", "-c", without_make(command))
        printed += ran.stdout + ran.stderr
        assert ran.returncode == 0, f"{command}\n{ran.stdout}{ran.stderr}"
    return printed


def without_make(command):
    """`make run A=b` as the program that it starts: `make` itself would set up an environment."""
    if not command.startswith("make "):
        return command
    target, *settings = shlex.split(command)[1:]
    named = dict(setting.split("=", 1) for setting in settings)
    options = {"PROFILE": "--profile", "SOURCE_DIR": "--folder", "SOURCE": "--source", "RUN": ""}
    words = [word for name, value in named.items() for word in (options[name], value) if word]
    return shlex.join(["python", "-m", f"pipelines.{target}", *words])


@pytest.fixture(scope="module")
def service(first_run, tmp_path_factory):
    """A small project with its demo run, whose records are then a copy under version."""
    folder = tmp_path_factory.mktemp("retraining") / "service"
    shutil.copytree(first_run.folder, folder, symlinks=True)
    shutil.copytree(folder / "data/01_raw/demo", folder / RECORDS)
    return configured(Project(folder))


def configured(project):
    for name, value in (("user.name", "A"), ("user.email", "a@localhost")):
        project.run("git", "config", name, value)
    return project


@pytest.fixture(scope="module")
def before_and_after():
    """The loop's commands up to the new audits, and after them."""
    [loop, *_] = blocks("The loop: new audits have come")
    first, second = re.split(r"^\s*# 1\. append.*\n", loop, flags=re.MULTILINE)
    return first, second


@pytest.fixture(scope="module")
def recorded(service, before_and_after):
    """The service with its first run committed."""
    do(service, before_and_after[0])
    return service


@pytest.fixture(scope="module")
def refitted(recorded, before_and_after):
    """The service with new audits learned from, and what the second half of the loop printed."""
    file = recorded.folder / RECORDS / "audits.parquet"
    audits = pd.read_parquet(file)
    assessments = pd.read_parquet(recorded.folder / RECORDS / "assessments.parquet")
    free = assessments[~assessments["assessment_id"].isin(audits["assessment_id"])].tail(NEW)
    new = audits.tail(NEW).assign(
        assessment_id=free["assessment_id"].to_numpy(),
        audit_id=[f"NEW{place:03d}" for place in range(NEW)],
    )
    pd.concat([audits, new], ignore_index=True).to_parquet(file)
    return recorded, do(recorded, before_and_after[1])


def test_the_run_and_its_records_are_committed_and_nothing_else_changed(recorded):
    changed = recorded.run("git", "status", "--porcelain", "--untracked-files=no")
    kept = recorded.run("git", "ls-files", "data/01_raw")

    assert changed.stdout == ""
    assert kept.stdout.split() == [f"{RECORDS}.dvc"]


def test_new_audits_are_learned_from_and_compared_with_the_run_before(refitted):
    service, printed = refitted

    [(before, now)] = re.findall(r"^  audited +([\d,]+) +([\d,]+) +\+", printed, re.MULTILINE)
    assert NEW / 2 < int(now.replace(",", "")) - int(before.replace(",", "")) <= NEW
    assert "audited cases that both predicted" in printed
    assert (service.folder / "data/compare.html").is_file()
