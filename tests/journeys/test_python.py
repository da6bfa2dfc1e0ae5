"""A finished run in Python: the examples of the import surface, and what they promise."""

import shutil

import pytest

from tests.import_graph import ROOT

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journey")]
EXAMPLES = "import doctest, pipelines.api as api; print(doctest.testmod(api))"
SAME = """
from pipelines.api import load_run

run = load_run()
listed = run.lists[run.lists["reasons"].map(len) > 0]
for case, reasons in zip(listed["assessment_id"].head(5), listed["reasons"].head(5)):
    assert run.explain(case).reasons == list(reasons), case
scored = run.features().set_index("assessment_id").loc[run.scores["assessment_id"]]
differs = abs(run.model.predict_proba(scored)[:, 1] - run.scores["p_under"].to_numpy())
assert differs.max() < 1e-6, differs.max()
"""
CELLS = """
import jupytext, matplotlib, nbformat

matplotlib.use("Agg")
notebook = jupytext.read("notebook.py")
nbformat.validate(notebook)
cells = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
shown = {}
for cell in cells:
    exec(compile(cell, "a cell", "exec"), shown)
drawn = [name for name in ("chart", "bars") if shown[name].axes[0].has_data()]
print("code" if len(cells) >= 5 else "", *drawn, "reasons" if shown["why"].reasons else "")
"""


def test_every_example_of_the_import_surface_runs(small):
    ran = small.run("python", "-c", EXAMPLES)

    assert ran.returncode == 0, ran.stderr
    assert "failed=0" in ran.stdout, ran.stdout
    assert "attempted=0" not in ran.stdout


def test_reasons_and_chances_are_those_of_the_lists(small):
    ran = small.run("python", "-c", SAME)

    assert ran.returncode == 0, ran.stderr


def test_the_notebook_is_one_and_every_cell_of_it_runs(small):
    shutil.copy(ROOT / "docs/notebook.py", small.folder / "notebook.py")

    ran = small.run("python", "-c", CELLS)

    (small.folder / "notebook.py").unlink()
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split() == ["code", "chart", "bars", "reasons"]
