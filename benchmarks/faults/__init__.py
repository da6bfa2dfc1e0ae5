"""Runs that are killed, lack room or find damaged files: `python -m benchmarks.faults`."""
