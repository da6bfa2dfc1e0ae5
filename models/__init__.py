"""What is learned from audits, and how well."""
