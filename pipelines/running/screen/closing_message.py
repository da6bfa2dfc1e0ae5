"""What `make run` ends with: the top of one team's list, where the files are, what to open next."""

import json
import shutil
from pathlib import Path
from typing import Any

SHOWN = 10


def show(data: Path = Path("data")) -> None:
    """Print the first cases of the longest list as its team receives them, and what to open.

    Reads what was published, with the standard library alone: a run that did nothing ends at once.
    """
    published = data / "08_published"
    manifest = json.loads((published / "manifest.json").read_text(encoding="utf-8"))
    ranked = [one for one in manifest["lists"] if one["cadence"] != "urgent"]
    longest = max(ranked, key=lambda one: (one["listed"], one["list_id"]), default=None)
    if longest is None or not longest["listed"]:
        print("No list: no rating is in scope. data/02_checked/results.html says what was read.")
        return
    folders = {team["unit_id"]: team["folder"] for team in manifest["teams"]}
    _list(longest, published / folders[longest["unit_id"]])
    _places(data)


def _list(facts: dict[str, Any], folder: Path) -> None:
    file = next(folder.glob(f"{facts['cadence']}-*.jsonl"))
    lines = file.read_text(encoding="utf-8").splitlines()
    width = shutil.get_terminal_size((110, 24)).columns
    print(f"\nTeam {facts['unit_id']}: {facts['listed']} of its ratings are listed for review")
    for line in lines[:SHOWN]:
        case = json.loads(line)
        first = [*case["reasons"], case["chance_words"] or case["access"]][0]
        shown = f"{case['position']:>3}  {case['case_reference']:<14} "
        print(f"{shown}rated {case['assigned'] or 'withheld':<10} {first}"[:width])
    for sentence in facts["sentences"]:
        print(f"  {sentence}")


def _places(data: Path) -> None:
    gate = json.loads((data / "06_evaluation" / "gate.json").read_text(encoding="utf-8"))
    print(f"\nGate: {gate['sentence']}")
    print("Open next:")
    print(f"  {data}/08_published/index.html     every team's page, workbook and files")
    print(f"  {data}/02_checked/results.html     what was read, kept and set aside, and why")
    print(f"  {data}/09_report/index.html        for those who answer for ratings and lists")
    print(f"  {data}/06_evaluation/              figures with their intervals, the gate, pictures")
    print(
        "  make ui                            the tracked runs and the registered model in MLflow"
    )
    print("  make compare                       this run against the last committed one")
