"""What people read about records: the results page and the data dictionary."""
