"""Small changes to the rules, one at a time: whether some test of tests/domain then fails."""
