"""Capacity, intervals, groups and the gate: how candidates are judged."""
