"""Urgent cases: rules that wait for no model."""
