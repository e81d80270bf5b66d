"""Face 001: achievements earned by rules, activity events, rewards; in the manners of its own documents."""
