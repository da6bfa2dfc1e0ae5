"""A module for each page of the pack."""
