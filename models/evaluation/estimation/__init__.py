"""From audits to figures: weights, corrections, intervals."""
