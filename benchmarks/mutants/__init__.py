"""How many small faults the tests catch.

Own code, since the well-kept tools do not fit: mutmut changes functions alone, while features and
tables here are declarations, and cosmic-ray runs one command of tests for every mutant.
"""
