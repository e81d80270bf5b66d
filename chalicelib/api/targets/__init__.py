"""Face 004: targets, that is milestones and streaks."""
