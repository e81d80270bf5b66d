"""What operators see: one line of JSON for each piece of work, with its metrics, and never a user's word."""
