import yaml

from pipelines import dag
from tests.import_graph import ROOT


def test_every_stage_is_drawn_below_what_it_needs_on_a_page_of_a_hundred_columns(capsys):
    dag.main(ROOT / "dvc.yaml")

    lines = capsys.readouterr().out.splitlines()
    stages = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
    line_of = {s: n for n, line in enumerate(lines) for s in stages if f" {s} " in line}
    assert set(line_of) == set(stages)
    assert max(map(len, lines)) <= 100
    made_by = {out: name for name, stage in stages.items() for out in stage["outs"]}
    for name, stage in stages.items():
        assert all(line_of[made_by[d]] < line_of[name] for d in stage["deps"] if d in made_by)


def test_an_arrow_that_others_imply_is_left_out():
    last = {"deps": ["a", "b"], "outs": []}
    chain = {"one": {"deps": [], "outs": ["a"]}, "two": {"deps": ["a"], "outs": ["b"]}}

    assert dag.drawing({**chain, "three": last}) == dag.drawing(
        {**chain, "three": last | {"deps": ["b"]}}
    )
