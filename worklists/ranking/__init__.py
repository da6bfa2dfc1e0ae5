"""Who is listed: scope, capacity, the share drawn at random, and the order."""
