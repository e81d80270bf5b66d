"""Face 000: contacts, groups, achievement types and achievements by steps (seed 000)."""
