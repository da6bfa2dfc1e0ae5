"""The draft record: sections of the standard, blank where only the owner knows."""

from reports.documents.owner import BLANK
from reports.documents.transparency_record import OWNER, transparency_record
from tests.made_up_disclosure import RULES
from tests.reports.made_up import evidence


def test_five_sections_of_tier_2_and_blank_fields_of_the_owner():
    page = transparency_record(evidence(), RULES)

    assert [section.heading[:1] for section in page.sections] == ["T", "1", "2", "3", "4", "5"]
    assert page.sections[1].tables[0].rows == tuple((name, BLANK) for name in OWNER)
    assert "birth year, disability, ethnic group, sex" in page.sections[4].sentences[0]
