"""Lists with the identifiers that a team works with."""
