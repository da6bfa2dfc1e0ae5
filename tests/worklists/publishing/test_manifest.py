"""The manifest lets anyone check a published file and see what it was made from."""

import hashlib

from worklists.publishing.manifest import ListsOrigin, code_hash, manifest

ORIGIN = ListsOrigin(data="d", code="c", params="p", model=None)


def test_every_file_is_listed_with_its_hash_and_size(tmp_path):
    (tmp_path / "n01").mkdir()
    (tmp_path / "n01/list.csv").write_text("a")

    content = manifest(tmp_path, ORIGIN, teams=[("N01", "n01")], lists=[{"list_id": "L1"}])

    digest = hashlib.sha256(b"a").hexdigest()
    assert content["files"] == {"n01/list.csv": {"sha256": digest, "bytes": 1}}
    assert content["made_from"] == {"data": "d", "code": "c", "params": "p", "model": None}
    assert content["teams"] == [{"unit_id": "N01", "folder": "n01"}]


def test_the_code_hash_sees_code_and_not_what_a_run_leaves_behind(tmp_path):
    package = tmp_path / "worklists"
    (package / "__pycache__").mkdir(parents=True)
    (package / "page.py").write_text("a = 1")
    before = code_hash([package])

    (package / "__pycache__/page.py").write_text("cached")
    (package / "notes.txt").write_text("not code")
    assert code_hash([package]) == before

    (package / "page.py").write_text("a = 2")
    assert code_hash([package]) != before
