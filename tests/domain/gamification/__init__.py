"""Levels, badges and the settings of a game."""
