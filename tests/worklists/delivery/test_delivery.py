"""Deliveries: private files, and never where something would copy them."""

import stat
from datetime import date

import openpyxl
import pytest

from contracts.errors import InputError
from worklists.case_list import STANDING, Level, PublishedList
from worklists.delivery.delivery import check_untracked, write_delivery
from worklists.delivery.identities import Identities
from worklists.listed_case import PublishedCase

BLANK = dict.fromkeys(("at_risk", "reasons", "against", "missing", "look_at"), ())
CASE = PublishedCase(
    case_reference="C-1",
    position=1,
    assigned="low",
    assigned_title="Low",
    assessment_date=date(2026, 3, 3),
    age_weeks=36,
    chance_words="",
    restricted=False,
    carried_weeks=0,
    early_licence=False,
    **BLANK,
)
LIST = PublishedList(
    list_id="L1",
    unit_id="leeds",
    source_title="Demo",
    made_on=date(2026, 11, 16),
    records_up_to=None,
    expires_on=None,
    ranked_by="the model",
    sentences=(STANDING,),
    levels=(Level("low", "Low"), Level("high", "High")),
    cases=(CASE,),
    withheld_restricted=0,
)


def test_every_file_shows_the_local_reference_and_only_its_owner_can_read_it(tmp_path):
    folder = tmp_path / "delivery"
    folder.mkdir(mode=0o755)

    write_delivery([LIST], Identities({"C-1": "X000001"}), folder, key=None)

    modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()}
    places = {
        stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*")) if path.is_dir()
    }
    assert (modes, places) == ({0o600}, {0o700})
    for ending in (".html", ".csv", ".jsonl"):
        text = next(folder.rglob(f"l1{ending}")).read_text(encoding="utf-8")
        assert "X000001" in text
        assert "C-1" not in text
    assert openpyxl.load_workbook(next(folder.rglob("*.xlsx")))["Cases"]["B2"].value == "X000001"


@pytest.mark.parametrize("out", ["data/out", "data", ".", "mlruns/x", ".git/x", "x/../data/y"])
def test_a_tracked_folder_is_refused(tmp_path, out):
    with pytest.raises(InputError, match="--out: 1 fault\n  - is tracked; allowed: any folder but"):
        check_untracked(tmp_path / out, tmp_path)


@pytest.mark.parametrize("out", ["deliveries", "elsewhere/data", "../data"])
def test_any_other_folder_is_allowed(tmp_path, out):
    project = tmp_path / "project"
    project.mkdir()

    check_untracked(project / out, project)
