"""The sheet of cases: what may be changed on it, and how it prints."""

import re
import shutil
import subprocess

import openpyxl
import pytest

from pipelines.running.params.ranges import LONGEST_LINK
from tests.worklists.letters import LETTER
from tests.worklists.made_up import a_case, a_list
from worklists.delivery.case_link import case_link
from worklists.delivery.identities import LONGEST_REFERENCE
from worklists.workbook import layout
from worklists.workbook.book import write_workbook


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "list.xlsx"
    write_workbook(a_list(3), path, key=None)
    return openpyxl.load_workbook(path)[layout.CASES]


def test_a_protected_sheet_may_still_be_filtered_and_its_cells_made_larger(sheet):
    protection = sheet.protection

    assert protection.sheet
    allowed = [protection.autoFilter, protection.formatColumns, protection.formatRows]
    assert allowed == [False, False, False]  # in the file's own terms: not locked
    assert protection.insertRows
    assert protection.deleteRows
    assert protection.sort


def test_facts_are_locked_and_answers_are_not(sheet):
    inputs = {column.title for column in layout.ANSWERS}

    for cell in sheet[2]:
        title = sheet.cell(row=1, column=cell.column).value
        assert cell.protection.locked == (title not in inputs), title


def test_headings_and_references_stay_in_sight(sheet):
    reference = next(cell for cell in sheet[1] if cell.value == "Case reference")

    assert sheet.freeze_panes == sheet.cell(row=2, column=reference.column + 1).coordinate


def test_facts_print_on_the_width_of_one_page_with_headings_on_every_page(sheet):
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_area.startswith(f"'{layout.CASES}'!$A$1:")


def test_a_column_without_a_value_is_hidden_and_one_with_a_value_is_not(tmp_path):
    cases = (a_case(1, chance_words=""), a_case(2, chance_words="", missing=()))
    write_workbook(a_list(cases), tmp_path / "hidden.xlsx", key=None)

    sheet = openpyxl.load_workbook(tmp_path / "hidden.xlsx")[layout.CASES]
    columns = sheet.column_dimensions
    assert columns[LETTER["chance_words"]].hidden
    assert not columns[LETTER["missing"]].hidden


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not there")
def test_twenty_cases_print_on_at_most_five_pages_with_the_guide(tmp_path):
    write_workbook(a_list(20), tmp_path / "list.xlsx", key=None)
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path]

    subprocess.run([*command, tmp_path / "list.xlsx"], check=True, capture_output=True, timeout=300)

    pages = re.findall(rb"/Type\s*/Page[^s]", (tmp_path / "list.pdf").read_bytes())
    assert 1 < len(pages) <= 5


def test_a_reference_leads_to_its_record_where_the_delivery_has_its_address(tmp_path):
    address = "https://cases.example/case/X%201%2F2?tab=1#risk"
    cases = (a_case(1, case_reference="X 1/2", link=address), a_case(2))
    write_workbook(a_list(cases), tmp_path / "linked.xlsx", key=None)

    sheet = openpyxl.load_workbook(tmp_path / "linked.xlsx")[layout.CASES]
    linked, plain = (sheet[f"{LETTER['case_reference']}{row}"] for row in (2, 3))
    assert linked.value == "X 1/2"
    assert linked.data_type == "s"
    assert f"{linked.hyperlink.target}#{linked.hyperlink.location}" == address
    assert linked.protection.locked
    assert plain.hyperlink is None


def test_a_reference_that_looks_like_a_formula_stays_text_with_its_link(tmp_path):
    case = a_case(1, case_reference="=1+1", link="https://cases.example/%3D1%2B1")
    write_workbook(a_list((case,)), tmp_path / "linked.xlsx", key=None)

    cell = openpyxl.load_workbook(tmp_path / "linked.xlsx")[layout.CASES][
        f"{LETTER['case_reference']}2"
    ]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_longest_address_that_a_template_and_a_reference_make_is_kept(tmp_path):
    template = "https://cases.example/{reference}/".ljust(LONGEST_LINK, "x")
    address = case_link(template, "\U0001f600" * LONGEST_REFERENCE)
    write_workbook(a_list((a_case(1, link=address),)), tmp_path / "linked.xlsx", key=None)

    sheet = openpyxl.load_workbook(tmp_path / "linked.xlsx")[layout.CASES]
    assert sheet[f"{LETTER['case_reference']}2"].hyperlink.target == address


def test_a_long_reason_makes_its_row_higher_and_never_too_high_for_the_format(tmp_path):
    path = tmp_path / "long.xlsx"
    cases = (a_case(1), a_case(2, reasons=("word " * 3000,)))
    write_workbook(a_list(cases), path, key=None)

    sheet = openpyxl.load_workbook(path)[layout.CASES]
    assert sheet.row_dimensions[2].height < sheet.row_dimensions[3].height <= 409.0
