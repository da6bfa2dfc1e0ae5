from pathlib import Path

from features.reference import page


def test_the_page_in_docs_is_what_the_declarations_say():
    written = Path("docs/features.md").read_text(encoding="utf-8")

    assert written == page(), "stale: run `python -m features.reference docs/features.md`"
