"""A profile: what it may say, whether it agrees with itself, and what the records settle."""
