"""Tests of writing the data dictionary."""

from pipelines.dictionary import main


def test_the_page_is_written_whole(tmp_path):
    figures = main(page=tmp_path / "data-dictionary.md")

    assert figures["tables"] == 9
    assert (tmp_path / "data-dictionary.md").read_text(encoding="utf-8").startswith("# Data")
