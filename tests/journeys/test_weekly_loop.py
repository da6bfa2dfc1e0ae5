"""The commands of the pages on lists and returns, in the pages' order, over three weeks."""

import re
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from tests.journeys.conftest import Project
from tests.worklists.letters import OUTCOME, TEXT
from worklists.returns.store import Store

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journey")]

DOCS = Path(__file__).parents[2] / "docs"
WEEKS = ("2026-06-28", "2026-07-05", "2026-07-12")  # the first is the last day on record
AFTER = "2026-07-19"
PLACEHOLDER = "returns/rounds/2026-11-16-weekly"  # as the page has it


@pytest.fixture(scope="module")
def service(first_run, tmp_path_factory):
    """A copy of the project that was run once, since decisions change what later lists hold."""
    folder = tmp_path_factory.mktemp("weekly") / "service"
    shutil.copytree(first_run.folder, folder, symlinks=True)
    (folder / "inbox").mkdir()
    return Project(folder)


def _commands(page: str, heading: str) -> list[str]:
    """The commands of a section: of its first block of shell, or of its indented lines."""
    text = (DOCS / page).read_text(encoding="utf-8")
    section = text[text.index(f"## {heading}") :].split("\n## ")[0]
    block = re.search(r"```sh\n(.*?)```", section, re.DOTALL)
    lines = block.group(1).splitlines() if block else re.findall(r"(?m)^    (\S.*)$", section)
    told = [line.split("  #")[0].strip() for line in lines]
    return [line for line in told if line.startswith(("make", "python", "dvc"))]


def _within_sentences(page: str) -> list[str]:
    """The commands with an argument that stand inside sentences and tables, each once."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return list(dict.fromkeys(re.findall(r"`(python -m pipelines\.\w+ [^`]+)`", text)))


def _run(service: Project, command: str, *, kept: str = "") -> None:
    command = command.replace(PLACEHOLDER, kept).replace("make run", "python -m pipelines.run")
    ran = service.run("sh", "-c", command.replace("make daily", "python -m pipelines.daily"))
    assert ran.returncode == 0, f"{command}\n{ran.stdout}\n{ran.stderr}"


def _write_map(service: Project) -> None:
    """Local references for every case of the newest lists."""
    folders = [service.folder / "data" / name for name in ("07_worklist", "07_urgent")]
    cases = pd.concat(pd.read_parquet(folder / "cases.parquet") for folder in folders)
    named = cases[["case_reference"]].drop_duplicates()
    local = named.assign(local_reference="X" + named["case_reference"].str[2:])
    local.to_csv(service.folder / "map.csv", index=False)


def _answer(service: Project, day: str) -> None:
    """One delivered workbook, its first case confirmed, in the inbox."""
    delivered = service.folder / f"deliveries/{day}-weekly"
    sent = sorted(delivered.rglob(f"weekly-{day}-*.xlsx"))
    path = next(one for one in sent if openpyxl.load_workbook(one)["Cases"]["B2"].value)
    book = openpyxl.load_workbook(path)
    book["Cases"][f"{OUTCOME}2"] = "Level confirmed"
    book["Cases"][f"{TEXT}2"] = "Read the file."
    for label, value in book["How to use"].iter_rows(max_col=2):
        if label.value == "Your staff reference":
            value.value = "SPO-7"
        if label.value == "Date you finished":
            value.value = date.fromisoformat(day)
    for old in (service.folder / "inbox").iterdir():
        old.unlink()
    book.save(service.folder / "inbox" / path.name)


def _recorded(service: Project) -> int:
    with Store(f"sqlite:///{service.folder / 'decisions.db'}").opened() as decisions:
        return len(decisions.all())


def test_three_weeks_of_the_documented_loop_lose_nothing(service):
    loop = _commands("returns.md", "One week")
    assert [line.split()[0] for line in loop] == ["make", *["python"] * 3, "dvc", "dvc"]

    for week, (day, next_week) in enumerate(zip(WEEKS, (*WEEKS[1:], AFTER), strict=True), start=1):
        for command in loop:
            if command.startswith("dvc exp"):
                service.set(check__run_date=next_week)
            if "deliver" in command:
                _write_map(service)
            if "returns" in command and "freeze" not in command and "dvc" not in command:
                _answer(service, day)
            _run(service, command, kept=f"returns/rounds/{day}-weekly")

        frozen = service.folder / "data/01_raw/decisions"
        assert len(pd.read_parquet(frozen / "decisions.parquet")) == week
        assert _recorded(service) == week
        assert len(list((service.folder / "returns/backups").glob("*.db"))) == week
        assert (service.folder / "data/01_raw/decisions.dvc").exists()
        assert service.run("git", "stash", "list").stdout == ""
        listed = pd.read_parquet(service.folder / "data/07_worklist/worklist.parquet")
        decided = pd.read_parquet(frozen / "decisions.parquet")["case_key"]
        assert not set(listed["assessment_id"]) & set(decided)


def test_the_other_commands_of_the_page_on_lists_run_and_leave_the_weeks_parameters(service):
    params = (service.folder / "params.yaml").read_bytes()
    recorded = _recorded(service)

    for heading in ("Urgent cases", "Two cadences"):
        for command in _commands("how-lists-are-made.md", heading):
            _run(service, command)
    for command in _within_sentences("how-lists-are-made.md"):
        cases = pd.read_parquet(service.folder / "data/07_worklist/cases.parquet")
        _run(service, command.replace("CASE", str(cases["case_reference"].iloc[0])))

    assert (service.folder / "params.yaml").read_bytes() == params
    assert _recorded(service) == recorded
    assert (service.folder / "data/01_raw/decisions/decisions.parquet").exists()
