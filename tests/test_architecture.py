"""The two pictures of docs/architecture.md are those of the code and of dvc.yaml."""

import re

import yaml

from tests.import_graph import ROOT, graph

ROOMS = {
    "contracts": "contracts",
    "synthetic": "synthetic",
    "features": "features",
    "models.training": "training",
    "models.evaluation": "evaluation",
    "worklists": "worklists",
    "reports": "reports",
    "pipelines": "pipelines",
}


def _picture(heading: str) -> set[tuple[str, str]]:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    section = page.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return set(re.findall(r"^  (\w+) --> (\w+)$", section, re.MULTILINE))


def _room(module: str) -> str | None:
    names = [room for path, room in ROOMS.items() if f"{module}.".startswith(f"{path}.")]
    return names[0] if names else None


def test_the_rooms_import_each_other_as_drawn():
    arrows = {
        (_room(module), _room(imported))
        for module in graph().modules
        for imported in graph().find_modules_directly_imported_by(module)
    }

    drawn = {(here, there) for here, there in arrows if here != there and here and there}

    assert _picture("Rooms") == drawn


def test_the_stages_read_each_other_s_files_as_drawn():
    content = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))
    maker = {out: stage for stage, told in content["stages"].items() for out in told["outs"]}
    records = {"${source.path}": "demo"}

    drawn = {
        ((maker | records)[dep], stage)
        for stage, told in content["stages"].items()
        for dep in told["deps"]
        if dep in maker | records
    }

    assert _picture("Data") == drawn
