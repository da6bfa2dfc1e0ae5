"""Stage: the synthetic service. DemoSettings in, nine tables out, and the truth apart from them."""

from pathlib import Path

import numpy as np

from pipelines.running.outputs import whole, write_table
from pipelines.running.params.file import settings
from pipelines.running.params.sections import DemoParameters
from pipelines.running.stage import Figures, run
from synthetic.settings import DemoSettings
from synthetic.world import make_world


def main(*, folder: Path, truth: Path, demo: DemoParameters) -> Figures:
    """Write one Parquet file a table into ``folder`` and truth.parquet into ``truth``."""
    world = make_world(settings(DemoSettings, demo), np.random.default_rng(demo.seed))
    with whole(folder) as tables, whole(truth) as truth_folder:
        for name, table in world.tables.items():
            write_table(table, tables / f"{name}.parquet")
        write_table(world.truth, truth_folder / "truth.parquet")
    counts = {name: len(world.tables[name]) for name in ("assessments", "audits", "contacts")}
    return counts | {"under-rated share": float(world.truth["p_under"].mean())}


if __name__ == "__main__":
    run(main)
