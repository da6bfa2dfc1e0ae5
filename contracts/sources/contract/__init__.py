"""Files that are the contract tables already."""
