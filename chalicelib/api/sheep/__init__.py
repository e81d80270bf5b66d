"""The manners that faces 000 and 003 share: their error body, their collections, their refs."""
