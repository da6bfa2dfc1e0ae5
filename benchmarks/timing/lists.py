"""Times lists as they go out and come back: publish, the largest page, returned workbooks.

    python -m benchmarks.timing.lists

Publishes 100 teams of 50 made-up cases, opens a page of 500 cases in headless Chromium, and takes
in 100 workbooks with every case answered. Results go to benchmarks/results/lists.md. Run it when
nothing else runs; it needs Debian's chromium.
"""

import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.timing.made_up_round import TODAY, make_round
from pipelines import publish, returns
from pipelines.running.params.sections import DisclosureParameters, EvaluateParameters
from worklists.workbook import layout

RESULTS = Path("benchmarks/results/lists.md")
TEAMS, CASES, ROWS, TIMES = 100, 50, 500, 7
DISCLOSURE = DisclosureParameters(6, 5, 30, 10, 5)
LAUNCH = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync")


def publish_round(folder: Path) -> float:
    """Seconds to publish the round into ``folder``/published."""
    began = time.perf_counter()
    publish.main(
        **{
            name: folder / name for name in ("worklist", "urgent", "checked", "model", "evaluation")
        },
        performance=folder / "monitored/performance.json",
        published=folder / "published",
        evaluate=EvaluateParameters(0.05, draws=100, seed=1, floor_positives=10),
        disclosure=DISCLOSURE,
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
    sheet = book[layout.CASES]
    place = {cell.value: cell.column for cell in sheet[1]}
    titles = {column.name: column.title for column in layout.ANSWERS}
    for row in range(2, CASES + 2):
        sheet.cell(row, place[titles["outcome"]], "Level confirmed")
        sheet.cell(row, place[titles["explanation"]], "Read the file and talked with its owner.")
    signed = {layout.REVIEWED_BY: "SPO-7", layout.FINISHED_ON: TODAY}
    for label, value in book[layout.HOW_TO].iter_rows(max_col=2):
        if label.value in signed:
            value.value = signed[label.value]
    book.save(path)


def take_in(folder: Path) -> tuple[float, str]:
    """Seconds to check and record every workbook, and the message."""
    files = sorted((folder / "published").glob("*/*.xlsx"))
    for path in files:
        answer(path)
    os.environ["COUNTERSIGN_DECISIONS_URL"] = f"sqlite:///{folder / 'decisions.db'}"
    began = time.perf_counter()
    message = returns.main(files, rounds=[folder / "worklist"], supersede=False, grace_days=0)
    return time.perf_counter() - began, message


def report(figures: dict[str, tuple[str, str]]) -> str:
    """The page of results."""
    lines = [
        "# Lists: times measured",
        "",
        f"`python -m benchmarks.timing.lists`, {os.cpu_count()} cores, {TODAY}. Made-up cases.",
        f"Load of the machine when it ended: {os.getloadavg()[0]:.1f} (this alone makes about 1).",
        "",
        "| what | measured | asked for |",
        "|---|---|---|",
        *(f"| {what} | {took} | {limit} |" for what, (took, limit) in figures.items()),
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
        pages = (long / "published").glob("*/*.html")
        (page,) = [one for one in pages if not one.name.startswith(("index", "urgent"))]
        opened, size = open_page(page), page.stat().st_size
        taken, message = take_in(many)
    shown = f"{statistics.median(opened):.2f} s (longest of {TIMES}: {max(opened):.2f} s)"
    figures = {
        f"publish {TEAMS} teams of {CASES} cases": (f"{published:.1f} s", "30 s"),
        f"open a page of {ROWS} cases, load event ended": (shown, "1 s"),
        "that page": (f"{size / 1000:.0f} kB", "700 kB"),
        f"take in {TEAMS} workbooks": (f"{taken:.1f} s: {message}", "30 s"),
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(report(figures), encoding="utf-8")
    print(report(figures))


if __name__ == "__main__":
    main()
