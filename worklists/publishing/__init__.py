"""Pages and files that leave the pipeline."""
