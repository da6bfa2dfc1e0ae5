"""What is asked of records: one subject a file, run in order by `run`."""
