"""The public summary keeps to the words of docs/wording.md."""

import re

from reports.documents.public_summary import public_summary
from reports.page import render
from tests.made_up_disclosure import RULES
from tests.reports.made_up import SOURCE


def test_it_is_one_page_of_plain_words():
    page = public_summary("Of all ratings an auditor would find: 10 % rated too low.")

    text = render(page, SOURCE, RULES)
    body = re.sub(r"<[^>]+>", " ", text.split("<main")[1].split("</main>")[0])
    assert len(body.split()) < 400
    assert [section.heading for section in page.sections] == [
        "What a rating is",
        "What this system does",
        "How many ratings would change",
        "What it cannot do",
        "If you have a question",
    ]
    assert not re.search(r"\b(offender|wrong|safe)\b", body)
    assert "10\N{NO-BREAK SPACE}% rated too low" in body
