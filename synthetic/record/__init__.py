"""What is on record before any rating is given: one table a file, put together by `record`."""
