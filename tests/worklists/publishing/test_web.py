"""What the pages carry: a style sheet, its lock file and its notices."""

from pathlib import Path

WEB = Path("worklists/publishing/web")


def test_the_style_sheet_names_no_font_file_no_crest_and_no_other_file():
    style = (WEB / "list.css").read_text(encoding="utf-8")

    for asked in ("GDS Transport", "@font-face", "crest", "url(", "@import", "sourceMappingURL"):
        assert asked not in style
    assert "Helvetica" in style


def test_the_lock_file_ties_nobody_to_an_address():
    lock = (WEB / "package-lock.json").read_text(encoding="utf-8")

    assert '"resolved"' not in lock
    assert "://registry" not in lock
    assert lock.count('"integrity"') == lock.count('"node_modules/')


def test_the_notices_of_what_the_pages_carry_are_there():
    notice = (WEB / "NOTICE").read_text(encoding="utf-8")

    for holder in ("2017 Crown Copyright", "2019 Ministry of Justice", "2020 HM Land Registry"):
        assert holder in notice
    assert notice.count('THE SOFTWARE IS PROVIDED "AS IS"') == 3
