"""Learners: functions from a training set to fitted scikit-learn estimators."""
