"""The keys of what is watched, of no tenant; rows in docs/table.md as of all keys.

No tenant begins with a capital letter.
"""

from .keys import Key


def last_sweep() -> Key:
    return Key("W#SWEEP", "W")
