"""What learning starts from: records, encoded features, splits, the weights of audits."""
