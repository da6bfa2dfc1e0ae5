"""Times featurise on made-up records, beside a bare DuckDB count over the same join.

    python -m benchmarks.timing.features [ASSESSMENTS ...]

Without sizes: 25,000 and 250,000 assessments. The made-up records lie in the temporary folder
while it runs (3 GB for 2,500,000 assessments). Results go to benchmarks/results/features.md.
Run it when nothing else runs.
"""

import datetime as dt
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from contracts.levels import Scale
from contracts.source import Source

RESULTS = Path("benchmarks/results/features.md")
CONTACTS = 20  # an assessment; the other tables in proportion
BARE = """
import duckdb, sys
with duckdb.connect() as connection:
    connection.execute("set memory_limit = '3GB'; set enable_progress_bar = false")
    tables = (f"{sys.argv[1]}/tables/{name}.parquet" for name in ("assessments", "contacts"))
    a, c = (f"read_parquet('{path}')" for path in tables)
    print(connection.sql(f'''
      select count(*) from {a} k join {c} f on f.person_id = k.person_id
      and f.known_at <= k.assessment_date and f.contact_date <= k.assessment_date''').fetchall())
"""
FEATURISE = """
import sys
from pathlib import Path
from pipelines.featurise import main
from pipelines.running.params.sections import FeaturiseParameters
folder = Path(sys.argv[1])
out = {name: folder / f"{name}.parquet" for name in ("features", "evidence")}
facts = FeaturiseParameters("signature", 1)
main(checked=folder, catalogue=folder / "catalogue.json", featurise=facts, **out)
"""
SCRIPTS = {"featurise": FEATURISE, "bare": BARE}
DRAWN = {  # rows an assessment, and every column as SQL over the row number i
    "registrations": (
        0.5,
        {
            "registration_id": "'R' || i",
            "person_id": "'P' || {person}",
            "register_code": "{code}",
            "start_date": "{day}",
            "end_date": "case when pick(i, 3, 3) = 0 then {day} + 200 end",
            "level": "'M' || (1 + pick(i, 4, 3))",
            "known_at": "cast({day} + 1 as timestamp)",
        },
    ),
    "offences": (
        1.5,
        {
            "offence_row_id": "'F' || i",
            "person_id": "'P' || {person}",
            "offence_group": "{group}",
            "conviction_date": "{day}",
            "is_index": "pick(i, 5, 3) = 0",
            "domestic_related": "pick(i, 6, 9) = 0",
            "known_at": "cast({day} + 2 as timestamp)",
        },
    ),
    "enquiries": (
        0.8,
        {
            "enquiry_id": "'Q' || i",
            "person_id": "'P' || {person}",
            "enquiry_type": "{enquiry}",
            "requested_date": "{day}",
            "response_date": "case when pick(i, 3, 5) > 0 then {day} + 30 end",
            "outcome": "case when pick(i, 3, 5) > 0 then 'information_held' end",
            "known_at": "cast({day} + 1 as timestamp)",
        },
    ),
    "contacts": (
        float(CONTACTS),
        {
            "contact_id": "'C' || i",
            "person_id": "'P' || {person}",
            "contact_date": "{day}",
            "contact_group": "{contact}",
            "appointment_outcome": "{outcome}",
            "enforcement_action": "case when pick(i, 7, 20) = 0 then 'nfa' end",
            "duration_minutes": "pick(i, 8, 60)",
            "known_at": "cast({day} + pick(i, 9, 12) as timestamp)",
        },
    ),
    "practitioner_months": (
        0.4,
        {
            "assessor_id": "'S' || (i // 60)",
            "month": "{month}",
            "grade": "'PO'",
            "caseload": "20 + pick(i, 3, 50)",
            "wmt_pct": "80.0 + pick(i, 4, 60)",
            "months_in_role": "1.0 + pick(i, 5, 90)",
        },
    ),
    "unit_months": (
        0.02,
        {
            "unit_id": "'U' || (i // 60)",
            "month": "{month}",
            "po_fte_target": "10.0",
            "po_fte_in_post": "6.0 + pick(i, 3, 5)",
            "spo_span": "6.0 + pick(i, 4, 9)",
        },
    ),
    "assessments": (
        1.0,
        {
            "assessment_id": "'A' || lpad(cast(i as varchar), 9, '0')",
            "person_id": "'P' || {person}",
            "assessment_date": "{day}",
            "assigned_rosh": "{level}",
            "unit_id": "'U' || pick(i, 3, {n} // 3000 + 1)",
            "assessor_id": "'S' || pick(i, 3, {n} // 150 + 1)",
            "purpose": "'review'",
            "interview_mode": "'phone'",
            "rosh_public_community": "{level}",
            "rosh_children_custody": "{level}",
            "serious_recidivism_pct": "(pick(i, 4, 900)) / 100.0",
            "violence_2yr_pct": "(pick(i, 5, 9000)) / 100.0",
            "screening_flags": "['weapon_current', 'domestic_abuse_previous'][: pick(i, 6, 3)]",
            "sources_used": "['interview', 'police', 'psr'][: pick(i, 7, 4)]",
            "release_date": "case when pick(i, 8, 4) = 0 then {day} - pick(i, 9, 90) end",
        },
    ),
}
LISTS = {
    "code": ("ADVP", "RHRH", "MAPP", "SPO", "WEAP", "RCPR", "RMRH"),
    "group": ("acquisitive", "gbh_wounding", "drugs", "robbery", "motoring", "weapon"),
    "enquiry": ("domestic_abuse_police", "child_safeguarding", "police_intelligence"),
    "contact": ("office", "phone", "home_visit", "oversight", "arrest_or_charge", "recall"),
    "outcome": ("complied", "unacceptable_absence", "acceptable_absence", "none"),
    "level": ("low", "medium", "medium", "high"),
}


@dataclass(frozen=True)
class Run:
    """One timed process: seconds on the clock, seconds of all cores, peak memory in gigabytes."""

    seconds: float
    core_seconds: float
    gigabytes: float


def make(folder: Path, n: int) -> None:
    """Write the tables and the source of ``n`` assessments; the same bytes each time."""
    import duckdb

    (folder / "tables").mkdir(parents=True, exist_ok=True)
    words = {
        name: f"{list(values)}[1 + pick(i, 1, {len(values)})]" for name, values in LISTS.items()
    }
    words |= {"person": f"pick(i, 2, {n // 3})", "n": str(n)}
    words |= {"day": "cast(date '2021-01-01' + cast(pick(i, 11, 1800) as integer) as date)"}
    words |= {"month": "cast(date '2021-01-01' + to_months(cast(i % 60 as integer)) as date)"}
    with duckdb.connect() as connection:
        connection.execute("set enable_progress_bar = false")
        connection.execute("create macro pick(i, salt, n) as cast(hash(i, salt) % n as integer)")
        for name, (share, columns) in DRAWN.items():
            drawn = ", ".join(
                f"{sql.format(**words)} as {column}" for column, sql in columns.items()
            )
            rows = connection.sql(f"from range({int(n * share)}) t(i)").project(drawn)
            rows.write_parquet(str(folder / "tables" / f"{name}.parquet"))
    scale = Scale(("low", "medium", "high", "very_high"), "high")
    source = Source(name="bench", title="Made up", about="", scale=scale)
    (folder / "source.json").write_text(json.dumps(source.content()), encoding="utf-8")


def timed(script: str, folder: Path) -> Run:
    """Run a script in a process of its own."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", script, str(folder)])
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"the timed script ended with status {status}")
    seconds = time.perf_counter() - began
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024**2)


def report(runs: dict[int, dict[str, Run]], command: str) -> str:
    """The measurements as Markdown."""
    lines = [
        "# Features: time and memory",
        "",
        f"`{command}`, {dt.date.today():%-d %B %Y}, {os.cpu_count()} cores.",  # noqa: DTZ011
        f"Load average of the last quarter of an hour: {os.getloadavg()[2]:.1f}.",
        "All features of all tables in one process, imports and writing included; beside them a",
        "bare DuckDB count of the pairs that the contacts pass joins. Seconds on the clock hang on",
        "what else runs; seconds of all cores hardly do.",
        "",
        "| assessments | contacts | featurise | of all cores | peak | bare count | its peak |",
        "|---|---|---|---|---|---|---|",
    ]
    for n, run in runs.items():
        full, bare = run["featurise"], run["bare"]
        lines.append(
            f"| {n:,} | {n * CONTACTS:,} | {full.seconds:.1f} s | {full.core_seconds:.1f} s "
            f"| {full.gigabytes:.2f} GB | {bare.seconds:.1f} s | {bare.gigabytes:.2f} GB |"
        )
    if len(runs) > 1:
        small, large = min(runs), max(runs)
        growth = runs[large]["featurise"].core_seconds / runs[small]["featurise"].core_seconds
        power = math.log(growth) / math.log(large / small)
        lines += ["", f"From {small:,} to {large:,}, core seconds grow as rows to the {power:.2f}."]
    return "\n".join([*lines, ""])


def main() -> None:
    """Make the records, time both, write the results."""
    sizes = [int(n) for n in sys.argv[1:]] or [25_000, 250_000]
    runs = {}
    for n in sizes:
        with tempfile.TemporaryDirectory(prefix="features-bench-") as made:
            make(Path(made), n)
            runs[n] = {name: timed(script, Path(made)) for name, script in SCRIPTS.items()}
        print(f"{n:,}: {runs[n]}", flush=True)
    command = f"python -m benchmarks.timing.features {' '.join(map(str, sizes))}"
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(report(runs, command), encoding="utf-8")


if __name__ == "__main__":
    main()
