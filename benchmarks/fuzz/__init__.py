"""Inputs that are damaged on purpose, and a second reading of them. `python -m benchmarks.fuzz`."""
