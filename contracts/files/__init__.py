"""Files as they lie in a folder, read as text and nothing else."""
