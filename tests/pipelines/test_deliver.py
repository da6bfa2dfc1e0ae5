"""`python -m pipelines.deliver`: real references, once, in private files, and back again."""

import os
import stat
from datetime import date

import pandas as pd
import pytest

from contracts.errors import InputError
from pipelines import deliver, returns
from pipelines.running.outputs import write_json, write_table
from pipelines.running.params.sections import DeliverParameters
from tests.pipelines.made_up_round import SOURCE, answer, write_round
from tests.pipelines.made_up_scores import PARAMS
from worklists.returns.store import URL_VARIABLE, Store

PLAIN = {"deliver": DeliverParameters(case_link=None), "rank": PARAMS}
MAP = "case_reference,local_reference\nC-1,X000001\nC-2,X000002\nC-3,X000003\n"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project folder with a round and a map; the umask is put back afterwards."""
    before = os.umask(0o022)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(URL_VARIABLE, f"sqlite:///{tmp_path / 'decisions.db'}")
    write_round(tmp_path / "data/07_worklist")
    write_json(SOURCE.content(), tmp_path / "data/02_checked/source.json")
    assessed = {"assessment_id": ["A1", "A2", "A3"], "person_id": ["P1", "P2", "P3"]}
    write_table(pd.DataFrame(assessed), tmp_path / "data/02_checked/tables/assessments.parquet")
    (tmp_path / "map.csv").write_text(MAP)
    yield tmp_path
    os.umask(before)


def modes(folder):
    return {stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*"))}


def test_lists_are_delivered_privately_and_their_round_is_kept(project):
    figures = deliver.main(identities=project / "map.csv", **PLAIN)

    assert figures == {"teams": 1, "cases": 3}
    assert modes(project / "deliveries/2026-11-16-weekly") == {0o600, 0o700}
    assert modes(project / "returns") == {0o600, 0o700}
    assert (project / "returns/rounds/2026-11-16-weekly/lists.json").exists()


def test_a_delivered_workbook_comes_back_as_a_decision_without_the_local_reference(project):
    deliver.main(identities=project / "map.csv", **PLAIN)
    path = answer(next((project / "deliveries").rglob("*.xlsx")))

    returns.main([path], rounds=returns.round_folders(), supersede=False, grace_days=0)

    with Store(os.environ[URL_VARIABLE]).opened() as decisions:
        recorded = decisions.all()
    assert [decision.case_key for decision in recorded] == ["A1"]
    assert "X000001" not in str(recorded)


def test_what_was_promised_goes_with_the_next_list_and_its_workbook_still_comes_back(project):
    deliver.main(identities=project / "map.csv", **PLAIN)
    path = answer(
        next((project / "deliveries").rglob("*.xlsx")),
        action="Chase an enquiry",
        by=date(2026, 11, 20),
    )
    returns.main([path], rounds=returns.round_folders(), supersede=False, grace_days=0)

    deliver.main(identities=project / "map.csv", **PLAIN)

    page = (project / "deliveries/2026-11-16-weekly/leeds/follow-up.html").read_text()
    index = (project / "deliveries/2026-11-16-weekly/leeds/index.html").read_text()
    assert "X000001" in page
    assert "Chase an enquiry. Level confirmed" in page
    assert "By 20 November 2026" in page
    assert "SPO-7" in page
    assert 'href="follow-up.html">1 case to follow up' in index
    again = answer(next((project / "deliveries").rglob("*.xlsx")), action="None")
    with pytest.raises(InputError, match="--supersede"):
        returns.main([again], rounds=returns.round_folders(), supersede=False, grace_days=0)


def test_a_delivery_makes_no_database(project):
    deliver.main(identities=project / "map.csv", **PLAIN)

    assert not (project / "decisions.db").exists()


def test_a_faulty_map_delivers_nothing(project):
    (project / "map.csv").write_text(MAP.replace("C-3,X000003\n", ""))

    with pytest.raises(InputError, match="1 of 3 listed cases are not in the map"):
        deliver.main(identities=project / "map.csv", **PLAIN)

    assert not (project / "deliveries").exists()


def test_a_tracked_folder_is_refused_before_anything_is_read(project):
    with pytest.raises(InputError, match="--out: 1 fault"):
        deliver.main(identities=project / "absent.csv", out=project / "data/x", **PLAIN)


def test_delivering_again_replaces_the_round_and_leaves_other_folders(project):
    deliver.main(identities=project / "map.csv", **PLAIN)
    (project / "deliveries/earlier").mkdir()

    deliver.main(identities=project / "map.csv", **PLAIN)

    names = sorted(path.name for path in (project / "deliveries").iterdir())
    assert names == ["2026-11-16-weekly", "earlier"]


def test_references_lead_to_the_case_record_where_its_address_is_set(project):
    linked = PLAIN | {"deliver": DeliverParameters("https://cases.example/{reference}")}

    deliver.main(identities=project / "map.csv", **linked)

    page = next((project / "deliveries").rglob("weekly-*.html")).read_text()
    assert '<a class="govuk-link" href="https://cases.example/X000001" rel="noreferrer">' in page
