"""The registered model, read back as any MLflow server reads it, beside what it was made from."""

import runpy
import warnings

import numpy as np
import pytest

from models.training.candidates.stacked_classifier import fit_candidates
from models.training.data.encoding import model_input
from models.training.data.person_folds import fold_of_person
from models.training.persistence.scorer import Scorer
from pipelines.running.service.model_version import SERVICE, OfferedModel, register_version
from pipelines.running.service.scoring_service import BLANK, NO_PERSON, ScoringService
from tests.models.training import made_up

# MLflow asks its database in a way that SQLAlchemy 2.1 will drop, and compares columns in one that
# pandas 4 will
pytestmark = [
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SADeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Operation with range:DeprecationWarning"),
]


@pytest.fixture(scope="module")
def records():
    return made_up.records(cases=300, share=0.9)


@pytest.fixture(scope="module")
def scorer(records):
    fitted = fit_candidates(records, ["stacked"], 0)["stacked"]
    return Scorer.of(fitted, made_up.SCALE.levels)


@pytest.fixture(scope="module")
def registered(tmp_path_factory, records, scorer):
    """Models by name as a server loads them: one that learned from audits, and one that did not."""
    import mlflow

    example = model_input(records).head(1).assign(person_id="nobody")
    offers = {
        "learned": OfferedModel(scorer, example),
        "unaudited": OfferedModel(scorer, example, learned=False, note="no chance is claimed"),
    }
    folder = tmp_path_factory.mktemp("store")
    with pytest.MonkeyPatch.context() as environment:
        environment.chdir(folder)
        environment.setenv("MLFLOW_TRACKING_URI", "")  # put back what stood there
        mlflow.set_tracking_uri(f"sqlite:///{folder}/mlflow.db")
        with mlflow.start_run(experiment_id="0"):  # of this store, not of a test before
            for name, offered in offers.items():
                register_version(name, offered)
        yield {name: mlflow.pyfunc.load_model(f"models:/{name}/1") for name in offers}
        mlflow.set_tracking_uri(None)


def test_mlflow_reads_it_without_a_notice_to_whoever_runs_a_stage():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        runpy.run_path(str(SERVICE))


def test_rows_with_all_columns_get_the_chance_that_lists_show(registered, records, scorer):
    answer = registered["learned"].predict(records.table)

    assert np.allclose(answer["p_under"], scorer.predict_proba(records.table)[:, 1], atol=1e-12)
    assert answer["missing"].map(list).to_list() == [[]] * len(records)
    assert set(answer["note"]) == {""}


def test_without_a_person_the_answer_says_that_it_is_a_mean(registered, records, scorer):
    rows = records.table.drop(columns="person_id").head(20)

    answer = registered["learned"].predict(rows)

    assert np.allclose(answer["p_under"], scorer.predict_proba(rows)[:, 1], atol=1e-12)
    assert list(answer["missing"][0]) == ["person_id"]
    assert set(answer["note"]) == {NO_PERSON}


def test_a_missing_column_is_read_as_blank_and_named(registered, records, scorer):
    rows = records.table.drop(columns=["severity", "place"]).head(20)

    answer = registered["learned"].predict(rows)

    blank = records.table.assign(severity=np.nan, place=None).head(20)
    assert np.allclose(answer["p_under"], scorer.predict_proba(blank)[:, 1], atol=1e-12)
    assert list(answer["missing"][0]) == ["severity", "place"]
    assert set(answer["note"]) == {BLANK}


def test_without_the_rating_nothing_is_answered(registered, records):
    from mlflow.exceptions import MlflowException

    with pytest.raises(MlflowException, match="missing inputs"):
        registered["learned"].predict(records.table.drop(columns="assigned").head(2))


def test_a_model_that_learned_from_no_audit_claims_no_chance(registered, records):
    answer = registered["unaudited"].predict(records.table.head(3))

    assert answer["p_under"].isna().all()
    assert set(answer["note"]) == {"no chance is claimed"}


def test_a_person_is_in_the_fold_that_the_model_was_fitted_with(scorer, records):
    service = ScoringService()
    service.parts = scorer.to_parts()
    people = records.table["person_id"]

    assert [service._fold(person) for person in people] == fold_of_person(people).tolist()
