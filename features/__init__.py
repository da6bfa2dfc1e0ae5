"""What is computed from a record, as it was known on the day of signature."""
