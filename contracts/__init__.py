"""What a record is: levels, tables, checks and the profiles of source systems."""
