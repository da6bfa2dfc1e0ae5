from pathlib import Path

import pandas as pd

from pipelines.demo import main
from pipelines.running.params.sections import DemoParameters


def settings(seed: int = 3) -> DemoParameters:
    return DemoParameters(seed, 600, 60, scenario="realistic", form="additive", bias=0.0)


def written(folder: Path, *, seed: int) -> dict[str, bytes]:
    main(folder=folder / "demo", truth=folder / "truth", demo=settings(seed))
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*.parquet")}


def test_the_same_seed_writes_the_same_bytes_and_another_seed_others(tmp_path):
    first = written(tmp_path / "first", seed=3)
    again = written(tmp_path / "again", seed=3)
    other = written(tmp_path / "other", seed=4)

    assert first == again
    assert all(first[name] != other[name] for name in first)


def test_the_truth_lies_apart_from_the_nine_tables(tmp_path):
    figures = main(folder=tmp_path / "demo", truth=tmp_path / "truth", demo=settings())

    assert len(list((tmp_path / "demo").iterdir())) == 9
    assert [path.name for path in (tmp_path / "truth").iterdir()] == ["truth.parquet"]
    assert len(pd.read_parquet(tmp_path / "truth" / "truth.parquet")) == figures["assessments"]
