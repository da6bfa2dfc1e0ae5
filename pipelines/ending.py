"""What `make run` ends with: the top of one team's list, where the files are, what to open next."""

import json
import shutil
from pathlib import Path

SHOWN = 10


def show(data: Path = Path("data")) -> None:
    """Print the first cases of the longest list, and the places worth opening."""
    import pandas as pd

    lists = json.loads((data / "07_worklist" / "lists.json").read_text(encoding="utf-8"))
    listed = pd.read_parquet(data / "07_worklist" / "worklist.parquet")
    cases = pd.read_parquet(data / "07_worklist" / "cases.parquet")
    longest = max(lists, key=lambda one: (one["listed"], one["list_id"]), default=None)
    if longest is None:
        print("No list: no rating is in scope. data/02_checked/results.html says what was read.")
        return
    rows = listed[listed["list_id"] == longest["list_id"]].merge(cases, on="assessment_id")
    print(f"\nTeam {longest['unit_id']}: {longest['listed']} of its ratings are listed for review")
    width = shutil.get_terminal_size((110, 24)).columns
    for row in rows.sort_values("position").head(SHOWN).itertuples():
        reasons = list(row.reasons)
        line = f"{row.position:>3}  {row.case_reference:<10} rated {row.assigned:<10} "
        print((line + (reasons[0] if reasons else row.chance_words))[:width])
    for sentence in longest["sentences"]:
        print(f"  {sentence}")
    _places(data)


def _places(data: Path) -> None:
    gate = json.loads((data / "06_evaluation" / "gate.json").read_text(encoding="utf-8"))
    print(f"\nGate: {gate['sentence']}")
    print("Open next:")
    print(f"  {data}/08_published/index.html     every team's page, workbook and files")
    print(f"  {data}/02_checked/results.html     what was read, kept and set aside, and why")
    print(f"  {data}/06_evaluation/              figures with their intervals, the gate, pictures")
    print(
        "  make ui                            the tracked runs and the registered model in MLflow"
    )
    print("  make compare                       this run against the last committed one")
