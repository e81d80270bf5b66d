"""The rule engine: definitions by rules, activity events, what a contact has counted, what is issued."""
