"""What is measured: finds, chances, folds, groups, teams."""
