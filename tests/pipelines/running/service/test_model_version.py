import pytest

from models.training.candidates.stacked_classifier import fit_candidates
from models.training.data.encoding import model_input
from models.training.persistence.scorer import Scorer
from pipelines.running.service.model_version import OfferedModel, signature
from tests.models.training import made_up


@pytest.fixture(scope="module")
def offered():
    records = made_up.records(cases=300, share=0.9)
    scorer = Scorer.of(fit_candidates(records, ["prior_logistic"], 0)["prior_logistic"], ())
    return OfferedModel(scorer, model_input(records).head(1).assign(person_id="nobody"))


def test_only_the_rating_must_be_there(offered):
    columns = signature(offered).inputs

    assert [column.name for column in columns if column.required] == ["assigned"]
    assert set(columns.input_names()) == {"person_id", *offered.scorer.columns}


def test_numbers_are_read_as_numbers_and_words_as_text(offered):
    kinds = {column.name: column.type.name for column in signature(offered).inputs}

    assert (kinds["severity"], kinds["place"], kinds["person_id"]) == ("double", "string", "string")


def test_every_answer_is_named(offered):
    assert signature(offered).outputs.input_names() == ["p_under", "missing", "note"]
