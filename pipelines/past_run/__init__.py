"""A run of the past: which commit holds it, and the same run made again beside it."""
