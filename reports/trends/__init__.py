"""What changes from year to year: one module a subject, each a list of tables of shares."""
