"""Candidates: what may become the model, and how its chances are made."""
