"""Saved models: scikit-learn parts only, in skops files whose bytes repeat."""
