"""Where it is kept: one DynamoDB table, every key and every query."""
