import datetime as dt
import json

import pytest

from contracts.errors import InputError
from contracts.levels import Scale
from contracts.source import ExtraFeature, Source

TOY = Source(
    name="toy",
    title="Toy",
    about="A toy.",
    scale=Scale(("low", "very_high"), high_from="very_high"),
    titles={"low": "Low"},
    label="outcome",
    under_from="very_high",
    observed_until=dt.date(2016, 3, 31),
    run_date=dt.date(2014, 12, 31),
    extra=(ExtraFeature("wait", "category", "Wait", values=("short", "long")),),
    notes=("A toy.",),
    tables=("assessments", "audits"),
)


def test_a_source_comes_back_from_its_content(tmp_path):
    path = tmp_path / "source.json"
    path.write_text(json.dumps(TOY.content()))

    assert Source.load(path) == TOY


def test_levels_without_a_title_are_read_as_words():
    assert TOY.content()["scale"]["titles"] == {"low": "Low", "very_high": "very high"}


def test_days_are_written_as_such_or_null():
    content = Source(name="t", title="T", about="", scale=TOY.scale).content()

    assert (content["run_date"], content["observed_until"]) == (None, None)
    assert TOY.content()["run_date"] == "2014-12-31"


@pytest.mark.parametrize("text", ["", "{}", '{"name": "toy", "scale": 3}'])
def test_a_file_of_another_version_is_refused(tmp_path, text):
    (tmp_path / "source.json").write_text(text)

    with pytest.raises(InputError, match="run the check stage again"):
        Source.load(tmp_path / "source.json")


def test_records_have_dates_people_and_units_unless_a_profile_says_otherwise():
    source = Source(name="toy", title="", about="", scale=Scale(("a", "b"), high_from="b"))

    assert (source.has_dates, source.has_people, source.has_units) == (True, True, True)
    assert not source.fully_audited
    assert source.marking == ""
