"""Times lists as they go out and come back: publish, the largest page, returned workbooks.

    python -m benchmarks.lists_bench

Publishes 100 teams of 50 made-up cases, opens a page of 500 cases in headless Chromium, and takes
in 100 workbooks with every case answered. Results go to benchmarks/results/lists.md. Run it when
nothing else runs; it needs Debian's chromium.
"""

import datetime as dt
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path

import pandas as pd

from contracts.levels import Scale
from contracts.source import Source
from pipelines import publish, returns
from pipelines.running.outputs import write_json, write_table
from pipelines.running.parameters import EvaluateParameters
from tests.worklists.made_up_evaluation import PERFORMANCE, write_evaluation

RESULTS = Path("benchmarks/results/lists.md")
TEAMS, CASES, ROWS, TIMES = 100, 50, 500, 7
TODAY = dt.datetime.now(tz=dt.UTC).date()
SOURCE = Source(
    name="bench",
    title="Probation, made-up records",
    about="",
    scale=Scale(("low", "medium", "high", "very_high"), high_from="high"),
    run_date=TODAY,
)
REASONS = [
    "Strong: The serious violence predictor was in the high band (assessment, 3 March 2026).",
    "Moderate: An earlier rating or register entry was higher than this one (registers, 2024).",
    "Slight: No reply is on record to the safeguarding check asked on 12 January 2026 (enquiries).",
]
LAUNCH = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync")


def make_round(folder: Path, *, teams: int, cases: int) -> None:
    """The files that publish reads, for made-up teams."""
    units = [f"N{team:03d}" for team in range(teams)]
    lists = {unit: f"weekly-{TODAY}-{unit}" for unit in units}
    rows = [(unit, position) for unit in units for position in range(1, cases + 1)]
    table = pd.DataFrame(rows, columns=["unit_id", "position"])
    ids = table["unit_id"] + "-" + table["position"].astype(str)
    said = {"reasons": REASONS, "missing": REASONS[2:], "look_at": ["Enquiries", "Registers"]}
    many = {name: pd.Series([texts] * len(table)) for name, texts in said.items()}
    chance = "In past audits of cases like this, about 4 in 10 were raised (95 % range 3 to 5)."
    first = {"first_listed_on": pd.Timestamp(TODAY), "first_selected_by": "model"}
    worklist = table.assign(assessment_id=ids, list_id=table["unit_id"].map(lists), **many, **first)
    worklist = worklist.assign(
        selected_by="model",
        inclusion_probability=1.0,
        first_inclusion_probability=1.0,
        chance_words=chance,
    )
    write_table(worklist, folder / "worklist/worklist.parquet")
    risks = pd.Series([["Children: high in the community"]] * len(table))
    described = {"assigned": "medium", "assessment_date": pd.Timestamp(TODAY), "age_weeks": 3}
    described |= {"restricted": False, "carried_weeks": 0, "early_licence": False}
    cases_table = pd.DataFrame({"assessment_id": ids, "case_reference": "C-" + ids}).assign(
        **described, at_risk=risks, against=pd.Series([[]] * len(table))
    )
    write_table(cases_table, folder / "worklist/cases.parquet")
    write_json([_facts(unit, name) for unit, name in lists.items()], folder / "worklist/lists.json")
    write_json(SOURCE.content(), folder / "checked/source.json")
    write_json(PERFORMANCE, folder / "monitored/performance.json")
    write_evaluation(folder / "evaluation")
    (folder / "model").mkdir()


def _facts(unit: str, list_id: str) -> dict[str, object]:
    day = TODAY.isoformat()
    expires = (TODAY + dt.timedelta(days=7)).isoformat()
    return {"list_id": list_id, "unit_id": unit, "made_on": day, "records_up_to": day} | {
        "expires_on": expires,
        "ranked_by": "the model",
        "sentences": [],
    }


def publish_round(folder: Path) -> float:
    """Seconds to publish the round into ``folder``/published."""
    began = time.perf_counter()
    publish.main(
        **{name: folder / name for name in ("worklist", "checked", "model", "evaluation")},
        performance=folder / "monitored/performance.json",
        published=folder / "published",
        evaluate=EvaluateParameters(0.05, draws=100, seed=1, floor_positives=10),
    )
    return time.perf_counter() - began


def open_page(page: Path) -> list[float]:
    """Seconds from the request to the end of the load event, in a new window each time."""
    from playwright.sync_api import sync_playwright

    took = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(LAUNCH)
        )
        for _ in range(TIMES):
            window = browser.new_page()
            window.goto(page.as_uri(), wait_until="load")
            timing = "performance.getEntriesByType('navigation')[0].loadEventEnd"
            took.append(window.evaluate(timing) / 1000)
            window.close()
        browser.close()
    return took


def answer(path: Path) -> None:
    """Confirm the level of every case of a workbook."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    for row in range(2, CASES + 2):
        book["Cases"].cell(row, 11, "Level confirmed")
        book["Cases"].cell(row, 13, "Read the file and talked with the practitioner.")
    for label, value in book["How to use"].iter_rows(max_col=2):
        if label.value == "Your staff reference":
            value.value = "SPO-7"
        if label.value == "Date you finished":
            value.value = TODAY
    book.save(path)


def take_in(folder: Path) -> tuple[float, str]:
    """Seconds to check and record every workbook, and what was said."""
    files = sorted((folder / "published").glob("*/*.xlsx"))
    for path in files:
        answer(path)
    os.environ["COUNTERSIGN_DECISIONS_URL"] = f"sqlite:///{folder / 'decisions.db'}"
    began = time.perf_counter()
    said = returns.main(files, rounds=[folder / "worklist"], supersede=False)
    return time.perf_counter() - began, said


def report(figures: dict[str, tuple[str, str]]) -> str:
    """The page of results."""
    lines = [
        "# Lists: times measured",
        "",
        f"`python -m benchmarks.lists_bench`, {os.cpu_count()} cores, {TODAY}. Made-up cases.",
        f"Load of the machine when it ended: {os.getloadavg()[0]:.1f} (this alone makes about 1).",
        "",
        "| what | measured | asked for |",
        "|---|---|---|",
        *(f"| {what} | {took} | {asked} |" for what, (took, asked) in figures.items()),
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    """Make both rounds, time the three, write the results."""
    with tempfile.TemporaryDirectory(prefix="lists-bench-") as made:
        many, long = Path(made, "many"), Path(made, "long")
        make_round(many, teams=TEAMS, cases=CASES)
        make_round(long, teams=1, cases=ROWS)
        published = publish_round(many)
        publish_round(long)
        (page,) = (long / "published").glob("*/*.html")
        opened, size = open_page(page), page.stat().st_size
        taken, said = take_in(many)
    shown = f"{statistics.median(opened):.2f} s (longest of {TIMES}: {max(opened):.2f} s)"
    figures = {
        f"publish {TEAMS} teams of {CASES} cases": (f"{published:.1f} s", "30 s"),
        f"open a page of {ROWS} cases, load event ended": (shown, "1 s"),
        "that page": (f"{size / 1000:.0f} kB", "700 kB"),
        f"take in {TEAMS} workbooks": (f"{taken:.1f} s: {said}", "30 s"),
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(report(figures), encoding="utf-8")
    print(report(figures))


if __name__ == "__main__":
    main()
