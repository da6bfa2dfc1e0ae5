"""Stages only: paths in, paths out, figures back."""
