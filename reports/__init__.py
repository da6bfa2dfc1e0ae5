"""The accountability pack: what a public body must be able to say of its ratings and its lists."""
