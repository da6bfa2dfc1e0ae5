import numpy as np

from models.training.candidates.stacked_classifier import fit_candidates
from models.training.persistence import parts, skops_file
from tests.models.training import made_up


def test_a_model_that_was_saved_and_read_back_says_the_same(tmp_path):
    known = made_up.records(cases=300, share=0.9)
    model = fit_candidates(known, ["stacked"], 0)["stacked"]

    skops_file.dump(parts.to_parts(model), tmp_path / "model.skops")
    back = parts.from_parts(skops_file.load(tmp_path / "model.skops"))

    assert np.array_equal(back.chances(known), model.chances(known))
    assert back.candidate == "stacked"


def test_a_source_of_outcomes_is_not_asked_what_is_too_high():
    known = made_up.records(cases=300)
    few = fit_candidates(known, ["prior_logistic"], 0)["prior_logistic"]

    made = parts.to_parts(few) | {"over": None}

    assert parts.from_parts(made).over is None
