"""One flat file of ratings, turned into the contract tables."""
