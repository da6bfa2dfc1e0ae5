"""What is learned from officers' own ratings, without audits: a model of how ratings come about."""
