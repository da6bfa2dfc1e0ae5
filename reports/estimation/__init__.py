"""Figures of the pack, each with an interval or the reason why there is none."""
