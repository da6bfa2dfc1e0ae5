"""Capacity, intervals, groups and the gate: how what was learned is marked."""
