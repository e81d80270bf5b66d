"""What follows: each event's reactions, once per event."""
