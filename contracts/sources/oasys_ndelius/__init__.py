"""Raw extracts of OASys and nDelius, adapted to the contract tables by declared SQL."""
