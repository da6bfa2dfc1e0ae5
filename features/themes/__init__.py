"""One file for each question a reviewer asks of an assessment."""
