"""What is true of leaderboards: what is on them, where each score stands, and which place that is."""
