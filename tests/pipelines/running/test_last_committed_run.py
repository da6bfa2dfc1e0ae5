from pipelines.running.last_committed_run import workspace


def test_a_file_that_is_not_there_has_no_bytes(tmp_path):
    (tmp_path / "gate.json").write_bytes(b"{}")

    assert workspace(str(tmp_path / "gate.json")) == b"{}"
    assert workspace(str(tmp_path / "metrics.json")) is None
