from benchmarks.timing.check import write_service


def test_a_service_of_nine_tables_is_written_and_its_rows_are_counted(tmp_path):
    rows = write_service(tmp_path, 500)

    assert len(list(tmp_path.glob("*.parquet"))) == 9
    assert rows > 5_000
