"""What wakes us: the table's stream and the clock."""
