"""The gate: whether the model makes the lists."""
