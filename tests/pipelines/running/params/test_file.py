import io
import math
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from contracts.errors import InputError
from pipelines.running.params.file import NEXT, parsed, read_parameters

PARAMS = Path(__file__).parents[4] / "params.yaml"
FAULTS = [
    ("source.path", None, "source.path is of the wrong kind; allowed: a text"),
    ("demo.seed", -1, "demo.seed is -1; allowed: at least 0"),
    ("demo.assessments", 10**7, "demo.assessments is 10000000; allowed: at most 1000000"),
    ("demo.audits", 50000, "demo.audits is 50000; allowed: at most a third of the 60000 assess"),
    ("demo.scenario", "relistic", "demo.scenario is 'relistic'; allowed: realistic, seed_stress"),
    ("demo.bias", 9, "demo.bias is 9; allowed: at most 5"),
    ("check.run_date", "soon", "check.run_date is 'soon'; allowed: latest, or a day, YYYY-MM-DD"),
    ("check.identifiers", "raw", "check.identifiers is 'raw'; allowed: pseudonyms, live"),
    (
        "featurise.reporting_lag_months",
        -12,
        "reporting_lag_months is -12; allowed: at least 0",
    ),
    ("scope.max_age_weeks", -3, "scope.max_age_weeks is -3; allowed: at least 1"),
    ("scope.max_age_weeks", 10**9, "scope.max_age_weeks is 1000000000; allowed: at most 5200"),
    ("scope.latest_only", "maybe", "scope.latest_only is of the wrong kind; allowed: true or"),
    ("train.candidates", [], "train.candidates is []; allowed: at least 1 entries"),
    ("train.candidates", ["a", "a"], "train.candidates is ['a', 'a']; allowed: each entry once"),
    ("train.folds", 0, "train.folds is 0; allowed: at least 2"),
    ("train.folds", True, "train.folds is of the wrong kind; allowed: a whole number"),
    ("train.folds", 5.0, "train.folds is of the wrong kind; allowed: a whole number"),
    ("train.repeats", 0, "train.repeats is 0; allowed: at least 1"),
    ("train.first_cut", 1.0, "train.first_cut is 1.0; allowed: below 1"),
    ("train.first_cut", -1, "train.first_cut is -1; allowed: above 0"),
    ("train.first_cut", 2, "train.first_cut is 2; allowed: below 1"),
    ("train.jobs", 0, "train.jobs is 0; allowed: at least 1"),
    ("train.learning_curve", ["a"], "train.learning_curve[1] is of the wrong kind; allowed: a w"),
    ("train.learning_curve", [0], "train.learning_curve[1] is 0; allowed: at least 1"),
    ("priority.harm_weights", {}, "priority.harm_weights is {}; allowed: at least 1 entries"),
    ("priority.harm_weights.low", {}, "priority.harm_weights.low is {}; allowed: at least 1"),
    (
        "priority.harm_weights.low.high",
        -1,
        "harm_weights.low.high is -1; allowed: at least 0",
    ),
    ("priority.harm_weights.low.high", math.nan, "low.high is nan; allowed: a number"),
    ("priority.harm_weights.low.high", math.inf, "low.high is inf; allowed: a number"),
    ("priority.harm_weights.low.high", "two", "low.high is of the wrong kind; allowed: a number"),
    ("evaluate.capacity_share", 5, "evaluate.capacity_share is 5; allowed: at most 1"),
    ("evaluate.capacity_share", 0, "evaluate.capacity_share is 0; allowed: above 0"),
    ("evaluate.draws", 0, "evaluate.draws is 0; allowed: at least 20"),
    ("evaluate.draws", -3, "evaluate.draws is -3; allowed: at least 20"),
    ("evaluate.floor_positives", 0, "evaluate.floor_positives is 0; allowed: at least 1"),
    ("gate.interval", 0, "gate.interval is 0; allowed: above 0"),
    ("gate.interval", 2, "gate.interval is 2; allowed: below 1"),
    ("gate.tolerance", 7, "gate.tolerance is 7; allowed: at most 1"),
    ("gate.champion", 3, "gate.champion is of the wrong kind; allowed: a text"),
    ("rank.cases_per_list", -1, "rank.cases_per_list is -1; allowed: at least 0"),
    ("rank.random_share", 15, "rank.random_share is 15; allowed: at most 1"),
    ("rank.carry_over_weeks", -1, "rank.carry_over_weeks is -1; allowed: at least 0"),
    ("rank.cadence", "daily", "rank.cadence is 'daily'; allowed: weekly, daily_early_licence"),
    ("rank.capacity", "", "rank.capacity is ''; allowed: a text of at least 1 character(s)"),
    ("monitor.since", "garbage", "monitor.since is 'garbage'; allowed: a day, YYYY-MM-DD"),
    ("monitor.least_advantage", 0, "monitor.least_advantage is 0; allowed: above 0"),
    ("monitor.false_stop_every", 1, "monitor.false_stop_every is 1; allowed: at least 2"),
    ("register.model_name", "a/b", "register.model_name is 'a/b'; allowed: letters, digits"),
    ("version", 2, "version is 2; allowed: 1"),
]


def with_changes(**changes):
    """The text of the committed file with other values at dotted names."""
    yaml, stream = YAML(typ="safe", pure=True), io.StringIO()
    content = yaml.load(PARAMS.read_text(encoding="utf-8"))
    for name, value in changes.items():
        *sections, key = name.split(".")
        section = content
        for one in sections:
            section = section[one]
        section[key] = value
    yaml.dump(content, stream)
    return stream.getvalue()


@pytest.mark.parametrize(("name", "value", "message"), FAULTS)
def test_a_value_that_cannot_be_meant_is_refused_with_what_is_allowed(name, value, message):
    with pytest.raises(InputError) as refused:
        parsed(with_changes(**{name: value}), where="params.yaml")

    [fault] = refused.value.faults
    assert message in fault
    assert refused.value.next_step == NEXT


def test_all_faults_of_all_sections_are_told_together_with_near_names():
    text = with_changes(**{"train.folds": 0, "train.fold": 5, "gate.interval": 2})
    text = text.replace("featurise:", "featurize:")

    with pytest.raises(InputError) as refused:
        parsed(text, where="params.yaml")

    assert sorted(refused.value.faults) == [
        "'featurise' is missing",
        "gate.interval is 2; allowed: below 1",
        "train.folds is 0; allowed: at least 2",
        "train: unknown key 'fold'; did you mean 'folds'?",
        "unknown key 'featurize'; did you mean 'featurise'?",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "not a mapping of sections; allowed: version, source, demo"),
        ("[1]", "not a mapping of sections"),
        ("a: b: c", "not readable as YAML at line 1: mapping values are not allowed here"),
        ("train: {folds: 5}\ntrain: {folds: 3}", 'line 2: found duplicate key "train"'),
    ],
)
def test_a_file_of_another_form_is_refused_with_its_line(text, fault):
    with pytest.raises(InputError, match=r"params\.yaml: 1 fault") as refused:
        parsed(text, where="params.yaml")

    assert fault in refused.value.faults[0]


def test_a_file_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "params.yaml").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(InputError, match="not readable as a text in UTF-8"):
        read_parameters(tmp_path / "params.yaml")


@pytest.mark.parametrize(
    "changes",
    [
        {"monitor.since": "2026-11-30", "check.run_date": "2026-06-30"},
        {"train.learning_curve": [], "rank.total_cases": 0, "gate.champion": "logistic"},
        {"rank.random_share": 0, "rank.carry_over_weeks": 0, "train.jobs": 1, "demo.audits": 0},
    ],
)
def test_values_at_the_ends_of_their_ranges_are_taken(changes):
    assert parsed(with_changes(**changes), where="params.yaml").version == 1


def test_a_day_without_quotation_marks_is_refused_since_dvc_ends_on_a_date():
    text = PARAMS.read_text(encoding="utf-8")
    bare = text.replace("since: null", "since: 2026-11-30").replace(": latest", ": 2026-11-30")

    with pytest.raises(InputError) as refused:
        parsed(bare, where="params.yaml")

    assert refused.value.faults == [
        f"{name} is a day without quotes; allowed: '2026-11-30', in quotes"
        for name in ("check.run_date", "monitor.since")
    ]
    quoted = parsed(text.replace("since: null", 'since: "2026-11-30"'), where="params.yaml")
    assert quoted.monitor.since == "2026-11-30"
