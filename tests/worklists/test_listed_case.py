"""A column is named once: whoever adds one sees it wherever a case is read."""

import csv
import io
import json
from dataclasses import asdict, dataclass
from typing import Annotated

import jsonschema
import openpyxl

from tests.worklists.made_up import a_case, a_list, a_restricted_case
from worklists.column_kinds import CaseColumn, columns_of
from worklists.listed_case import PublishedCase
from worklists.publishing.case_schema import case_schema
from worklists.publishing.exports import as_csv, as_json_lines
from worklists.publishing.page import team_page
from worklists.workbook.book import write_workbook


@dataclass(frozen=True)
class CaseWithArea(PublishedCase):
    """A case with one column more, as someone who adds a field would have it."""

    area: Annotated[str, CaseColumn("Area", "text", "Where it is.", place="cell", width=12)]


def test_a_column_is_added_in_one_place_and_seen_on_page_workbook_csv_json_and_schema(tmp_path):
    cases = [CaseWithArea(**asdict(a_case(1)), area="North")]
    cases += [CaseWithArea(**asdict(a_restricted_case(2)), area="")]
    published = a_list(cases, case_type=CaseWithArea)

    page = team_page(published)
    write_workbook(published, tmp_path / "list.xlsx", key=None)
    rows = list(csv.DictReader(io.StringIO(as_csv(published))))
    lines = [json.loads(line) for line in as_json_lines(published).splitlines()]
    schema = case_schema(CaseWithArea)

    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx")["Cases"]
    headers = [cell.value for cell in sheet[1]]
    assert '<th scope="col" class="area" data-sort="text">Area</th>' in page
    assert "<td>North" in page
    assert sheet.cell(2, headers.index("Area") + 1).value == "North"
    assert [row["Area"] for row in rows] == ["North", ""]
    assert [line["area"] for line in lines] == ["North", ""]
    assert schema["properties"]["area"]["description"] == "Where it is."
    for line in lines:
        jsonschema.validate(line, schema)


def test_of_a_restricted_case_only_reference_place_access_and_how_long_it_waits_are_always_shown():
    always = {one.name for one in columns_of(PublishedCase) if one.always}

    assert always == {"position", "case_reference", "restricted", "carried_since", "link"}


def test_every_heading_stands_once():
    titles = [one.title for one in columns_of(PublishedCase) if one.title]

    assert len(titles) == len(set(titles))
