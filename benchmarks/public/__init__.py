"""Ranking quality on public records."""
