import pandas as pd
import pytest
import yaml

from pipelines.running import tracking
from tests.import_graph import ROOT
from tests.pipelines.made_up_results import content

# MLflow asks its database in a way that SQLAlchemy 2.1 will drop
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SADeprecationWarning")


def test_tags_say_what_made_the_run_and_change_with_the_records(tmp_path, monkeypatch):
    checked = tmp_path / "checked"
    (checked / "tables").mkdir(parents=True)
    (checked / "source.json").write_text('{"name": "demo"}')
    monkeypatch.chdir(tmp_path)
    pd.DataFrame({"a": [1]}).to_parquet(checked / "tables" / "audits.parquet")
    before = tracking.tags(checked)
    pd.DataFrame({"a": [2]}).to_parquet(checked / "tables" / "audits.parquet")

    after = tracking.tags(checked)

    assert before["source"] == "demo"
    assert before["dvc_lock_sha256"] == "no dvc.lock"
    assert len(before["data_sha256"]) == 64
    assert before["data_sha256"] != after["data_sha256"]


def test_no_exact_count_of_a_team_or_group_goes_to_a_tracking_server(tmp_path):
    for name in ("metrics.json", "gate.json", "groups.json", "units.csv", "units.svg", "bins.json"):
        (tmp_path / name).touch()

    assert [path.name for path in tracking.to_log(tmp_path)] == ["gate.json", "metrics.json"]


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "sqlite:///mlflow.db"),
        ({"MLFLOW_TRACKING_URI": "http://127.0.0.1:5000"}, "http://127.0.0.1:5000"),
    ],
)
def test_any_tracking_server_may_be_named_in_the_environment(monkeypatch, environment, expected):
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert tracking.store() == expected


def test_the_run_s_name_and_tags_say_what_was_chosen_and_whether_it_may_make_lists():
    origin = {"source": "demo", "data_sha256": "0f3c2a1b9d"} | tracking.verdict_tags(content())

    assert origin["gate"] == "The model makes the lists."
    assert tracking.run_name(origin) == "demo, prior_logistic, gate passed, records 0f3c2a1b"


def lock(**outputs):
    stages = {
        name: {"cmd": "c", "outs": [{"path": name, "md5": md5}]} for name, md5 in outputs.items()
    }
    return yaml.safe_dump({"stages": stages})


def test_a_lock_is_hashed_by_what_made_the_model_whatever_the_order_of_its_stages():
    before = lock(check="1", train="2", rank="3")
    same = lock(train="2", rank="other", check="1", register="4")
    same = same.replace("cmd: c", "cmd: the same records from another folder")

    assert tracking.lock_text_hash(before) == tracking.lock_text_hash(same)
    assert tracking.lock_text_hash(before) != tracking.lock_text_hash(
        lock(check="1", train="other", rank="3")
    )


def test_the_stages_that_make_a_model_are_those_that_register_reads():
    stages = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
    maker = {out: name for name, stage in stages.items() for out in stage["outs"]}

    read = [maker[dep] for dep in stages["register"]["deps"] if dep in maker]

    card = {"report"}  # goes with the model and makes none: another report is no other model
    assert set(read) - card == set(tracking.STAGES_OF_MODEL)


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Every run of a small race, from a store in one file."""
    import mlflow

    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("MLFLOW_TRACKING_URI", "")  # put back what stood there
        store = tmp_path_factory.mktemp("store") / "mlflow.db"
        mlflow.set_tracking_uri(f"sqlite:///{store}")
        experiment = mlflow.create_experiment("made up")
        with mlflow.start_run(experiment_id=experiment, run_name="parent") as parent:
            tracking.log_candidates(parent, content())
        yield mlflow.MlflowClient().search_runs([experiment])
        mlflow.set_tracking_uri(None)


def test_candidates_lie_below_the_one_parent(runs):
    name_of = {run.info.run_id: run.info.run_name for run in runs}

    lying = {
        (run.info.run_name, name_of.get(run.data.tags.get("mlflow.parentRunId"), "nothing"))
        for run in runs
    }

    assert lying == {
        ("parent", "nothing"),
        ("prior_logistic", "parent"),
        ("random", "parent"),
    }


def test_every_run_is_finished_and_says_what_it_is_of(runs):
    by_name = {run.info.run_name: run for run in runs}

    model = by_name["prior_logistic"].data
    assert {run.info.status for run in runs} == {"FINISHED"}
    kinds = [by_name[name].data.tags["kind"] for name in ("prior_logistic", "random")]
    assert kinds == ["model", "baseline"]
    assert model.tags["candidate"] == "prior_logistic"
    assert model.tags["mlflow.user"] == by_name["parent"].data.tags["mlflow.user"]
    assert model.metrics["under_brier"] == 0.15


def test_the_parent_holds_the_figures_of_the_chosen_candidate_and_both_curves(runs):
    import mlflow

    parent = next(run for run in runs if run.info.run_name == "parent")

    client = mlflow.MlflowClient()
    finds = client.get_metric_history(parent.info.run_id, "finds_per_1000")
    gain = client.get_metric_history(parent.info.run_id, "learning_curve_gain")
    assert parent.data.metrics["under_brier"] == 0.15
    assert [(point.step, point.value) for point in finds] == [(10, 7.0), (20, 12.0)]
    assert [(point.step, point.value) for point in gain] == [(50, 0.01), (250, 0.1)]
