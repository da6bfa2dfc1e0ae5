"""params.yaml: sections with ranges, how it is read and written, what a run checks first."""
