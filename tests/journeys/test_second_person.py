"""What a colleague is told whose records are not there; the rest is in test_retraining_loop."""

import pytest

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journey")]


def test_records_that_are_not_here_are_named_with_how_to_fetch_them(small, tmp_path):
    text = (small.folder / "params.yaml").read_text(encoding="utf-8")
    changed = text.replace("path: data/01_raw/demo", "path: data/01_raw/theirs")
    (small.folder / "params.yaml").write_text(changed, encoding="utf-8")

    refused = small.make()

    (small.folder / "params.yaml").write_text(text, encoding="utf-8")
    assert refused.returncode == 2
    assert "source.path: there is no data/01_raw/theirs" in refused.stderr
    assert "dvc pull" in refused.stderr
