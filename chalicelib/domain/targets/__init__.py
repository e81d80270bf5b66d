"""Targets: milestones and streaks over cycles, who is enrolled, and how far everybody is."""
