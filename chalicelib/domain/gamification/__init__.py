"""What is true of badges, levels, ranks, boards and the social stream."""
