"""Badges, levels and their settings, as they are true (seed 002)."""
