"""Rules with a name of their own: what is possible, but makes a record or a table doubtful."""
