"""`make prove`: runs what proves the promises, and prints the table of what was tried and what broke."""
