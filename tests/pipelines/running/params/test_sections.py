import dataclasses

import pytest
import yaml
from pydantic import TypeAdapter, ValidationError

from pipelines.running.params import sections
from tests.import_graph import ROOT


def test_the_file_of_the_project_has_every_section_and_every_parameter_of_its_class():
    content = yaml.safe_load((ROOT / "params.yaml").read_text(encoding="utf-8"))

    for section in dataclasses.fields(sections.Parameters):
        if section.name != "version":
            needed = {
                field.name
                for field in dataclasses.fields(section.type)
                if field.default is dataclasses.MISSING
            }
            assert needed <= set(content[section.name]), section.name


def test_an_entry_that_stands_twice_is_refused():
    rules = {"seed": 0, "folds": 2, "repeats": 1, "first_cut": 0.5, "jobs": 1, "decisions": "d"}
    rules |= {"dependent_audits": True, "candidates": ("a",)}
    section = TypeAdapter(sections.TrainParameters)

    with pytest.raises(ValidationError, match="each entry once"):
        section.validate_python(rules | {"learning_curve": (5, 5)})

    for curve in ((5, 6), ()):
        assert section.validate_python(rules | {"learning_curve": curve}).learning_curve == curve
