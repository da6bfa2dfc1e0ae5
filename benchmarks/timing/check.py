"""Times the check stage on a synthetic service: python -m benchmarks.timing.check 125000."""

import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from contracts.checks.run import check_tables
from contracts.sources.profile.load import load_profile
from contracts.sources.read import read_source
from pipelines.running.checked_folder import write_checked
from pipelines.running.outputs import write_table
from synthetic.settings import DemoSettings
from synthetic.world import make_world


def write_service(folder: Path, assessments: int) -> int:
    """Write the nine tables of a service of so many assessments; how many rows they have."""
    settings = DemoSettings(1, assessments, assessments // 10, "realistic", "additive", 0.0)
    tables = make_world(settings, np.random.default_rng(1)).tables
    for name, table in tables.items():
        write_table(table, folder / f"{name}.parquet")
    return sum(map(len, tables.values()))


def main() -> None:
    """Print rows, seconds by the clock and of the processor."""
    with tempfile.TemporaryDirectory(prefix="timing-") as place:
        records, checked = Path(place) / "records", Path(place) / "checked"
        records.mkdir()
        rows = write_service(records, int(sys.argv[1]))
        clock, processor = time.perf_counter(), time.process_time()
        raw = read_source(load_profile(Path("contracts/sources/demo.yaml")), records)
        write_checked(check_tables(raw), checked)
        clock, processor = time.perf_counter() - clock, time.process_time() - processor
    print(f"{rows:,} rows checked in {clock:.1f} s, {processor:.1f} s of one processor")


if __name__ == "__main__":
    main()
