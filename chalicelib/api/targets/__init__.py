"""Face 004: target groups with their periods, targets, and who is enrolled; in the manners of its seed."""
