import base64
import hashlib
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.import_graph import ROOT
from worklists.publishing.environment import counted, environment, marking_style

WEB = ROOT / "worklists/publishing/web"


def digest(text):
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_policy_allows_the_one_style_sheet_and_the_one_script_and_nothing_else():
    style, script = ((WEB / name).read_text("utf-8").strip() for name in ("list.css", "list.js"))

    assert environment().globals["policy"] == (
        f"default-src 'none'; style-src {digest(style)}; script-src {digest(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def test_both_go_into_a_page_as_they_are_and_any_value_of_a_record_is_escaped():
    page = environment().from_string("<style>{{ style }}</style><p>{{ name }}</p>")

    text = page.render(name="<script>alert(1)</script>")

    assert (WEB / "list.css").read_text("utf-8").strip() in text
    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>" in text


def test_a_further_style_is_allowed_by_the_digest_of_its_text():
    style = environment().from_string("{{ style_hash(marking_style('OFFICIAL')) }}").render()

    assert style.replace("&#39;", "'") == digest(str(marking_style("OFFICIAL")))


def test_templates_of_the_project_and_of_the_design_system_are_found():
    loaded = environment()

    assert loaded.get_template("list.html")
    assert loaded.get_template("govuk_frontend_jinja/template.html")


def test_a_date_is_put_in_words():
    text = environment().from_string("{{ day | in_words }}").render(day=date(2026, 10, 5))

    assert text == "5 October 2026"


@given(st.text())
def test_no_marking_ends_the_text_it_stands_in(marking):
    style = str(marking_style(marking))

    (inside,) = re.findall(r'^@page\{@bottom-left\{font:[^"{}]*content:"([^"]*)"\}\}$', style)
    assert len(inside) == len(marking)
    assert not set(inside) & set('"\\{}<>;&\n\r')


def test_a_marking_in_common_use_stands_as_it_is_written():
    marking = "OFFICIAL-SENSITIVE: (Probation), v.1"

    assert f'content:"{marking}"' in marking_style(marking)


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 cases"), (1, "1 case"), (2, "2 cases"), (12345, "12,345 cases")]
)
def test_a_number_of_cases_is_said_with_its_noun(number, words):
    assert counted(number) == words
