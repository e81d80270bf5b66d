"""What Laurel costs in dollars: a million of each operation, and a month of three places that use it."""
