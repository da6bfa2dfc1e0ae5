from pathlib import Path

from contracts.sources.oasys_ndelius.page import mapping_page

PAGE = Path(__file__).parents[4] / "docs" / "sources-oasys-ndelius.md"


def test_the_page_says_what_the_mapping_does():
    command = "python -m contracts.sources.oasys_ndelius.page docs/sources-oasys-ndelius.md"

    assert PAGE.read_text(encoding="utf-8") == mapping_page(), f"{command} writes it anew"


def test_columns_carry_their_fields_code_lists_and_notes():
    page = mapping_page()

    assert "| `assigned_rosh` | `OASYS_SET.ROSH_LEVEL_ELM` | code list `rosh_level` |" in page
    assert "| `rosh_level` | (blank) | N, NC, NOT_APPLICABLE |" in page
    assert "Left out, and counted: substituted by another case; not complete." in page
