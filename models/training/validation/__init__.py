"""Candidates and baselines on the same folds, and by the number of audits."""
