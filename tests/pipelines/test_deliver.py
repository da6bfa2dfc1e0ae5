"""`python -m pipelines.deliver`: real references, once, in private files, and back again."""

import os
import stat

import pytest

from contracts.errors import InputError
from pipelines import deliver, returns
from pipelines.running.outputs import write_json
from pipelines.running.params.sections import DeliverParameters
from tests.pipelines.made_up_round import SOURCE, answer, write_round
from worklists.returns.store import URL_VARIABLE, Store

PLAIN = DeliverParameters(case_link=None)
MAP = "case_reference,local_reference\nC-1,X000001\nC-2,X000002\nC-3,X000003\n"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project folder with a round and a map; the umask is put back afterwards."""
    before = os.umask(0o022)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(URL_VARIABLE, f"sqlite:///{tmp_path / 'decisions.db'}")
    write_round(tmp_path / "data/07_worklist")
    write_json(SOURCE.content(), tmp_path / "data/02_checked/source.json")
    (tmp_path / "map.csv").write_text(MAP)
    yield tmp_path
    os.umask(before)


def modes(folder):
    return {stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*"))}


def test_lists_are_delivered_privately_and_their_round_is_kept(project):
    figures = deliver.main(identities=project / "map.csv", deliver=PLAIN)

    assert figures == {"teams": 1, "cases": 3}
    assert modes(project / "deliveries/2026-11-16-weekly") == {0o600, 0o700}
    assert modes(project / "returns") == {0o600, 0o700}
    assert (project / "returns/rounds/2026-11-16-weekly/lists.json").exists()


def test_a_delivered_workbook_comes_back_as_a_decision_without_the_local_reference(project):
    deliver.main(identities=project / "map.csv", deliver=PLAIN)
    path = answer(next((project / "deliveries").rglob("*.xlsx")))

    returns.main([path], rounds=returns.round_folders(), supersede=False, grace_days=0)

    with Store(os.environ[URL_VARIABLE]).opened() as decisions:
        recorded = decisions.all()
    assert [decision.case_key for decision in recorded] == ["A1"]
    assert "X000001" not in str(recorded)


def test_a_faulty_map_delivers_nothing(project):
    (project / "map.csv").write_text(MAP.replace("C-3,X000003\n", ""))

    with pytest.raises(InputError, match="1 of 3 listed cases are not in the map"):
        deliver.main(identities=project / "map.csv", deliver=PLAIN)

    assert not (project / "deliveries").exists()


def test_a_tracked_folder_is_refused_before_anything_is_read(project):
    with pytest.raises(InputError, match="--out: 1 fault"):
        deliver.main(identities=project / "absent.csv", out=project / "data/x", deliver=PLAIN)


def test_delivering_again_replaces_the_round_and_leaves_other_folders(project):
    deliver.main(identities=project / "map.csv", deliver=PLAIN)
    (project / "deliveries/earlier").mkdir()

    deliver.main(identities=project / "map.csv", deliver=PLAIN)

    names = sorted(path.name for path in (project / "deliveries").iterdir())
    assert names == ["2026-11-16-weekly", "earlier"]


def test_references_lead_to_the_case_record_where_its_address_is_set(project):
    linked = DeliverParameters(case_link="https://cases.example/{reference}")

    deliver.main(identities=project / "map.csv", deliver=linked)

    page = next((project / "deliveries").rglob("weekly-*.html")).read_text()
    assert '<a class="govuk-link" href="https://cases.example/X000001" rel="noreferrer">' in page
