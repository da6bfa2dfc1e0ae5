"""Targets, splits, candidates, calibration and baselines: what learns."""
