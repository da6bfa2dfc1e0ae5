"""Baselines: what a candidate has to be better than."""
