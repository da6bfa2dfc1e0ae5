import numpy as np
import pytest
from sklearn.tree import DecisionTreeClassifier

from contracts.errors import InputError
from models.training.candidates.stacked_classifier import fit_candidates
from models.training.persistence import parts, skops_file
from tests.models.training import made_up


def test_the_same_model_is_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        model = fit_candidates(made_up.records(cases=200, share=0.9), ["stacked"], 0)["stacked"]
        skops_file.dump(parts.to_parts(model), tmp_path / name)

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_file_that_holds_anything_else_is_refused_not_opened(tmp_path):
    foreign = DecisionTreeClassifier().fit(np.eye(2), [0, 1])
    skops_file.dump({"model": foreign}, tmp_path / "model.skops")

    with pytest.raises(InputError, match=r"holds sklearn\.tree.*no model of this project does"):
        skops_file.load(tmp_path / "model.skops")


def test_no_identifier_is_in_the_file(tmp_path):
    import zipfile

    model = fit_candidates(made_up.records(cases=200, share=0.9), ["prior_logistic"], 0)[
        "prior_logistic"
    ]
    skops_file.dump(parts.to_parts(model), tmp_path / "model.skops")

    with zipfile.ZipFile(tmp_path / "model.skops") as archive:
        held = b"".join(archive.read(name) for name in archive.namelist())
    assert b"A0001" not in held
    assert b"P0001" not in held
