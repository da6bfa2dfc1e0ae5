"""Documents a public body must keep or publish, drafted from what the run knows."""
