"""How long features, lists and returns take."""
