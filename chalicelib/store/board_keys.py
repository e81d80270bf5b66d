"""The keys of boards, and the places of entries in their lists; rows in docs/table.md as of all keys.

A board's list is many partitions: one for each number of digits that its scores have, and in each of those
one for whoever may come on a page and some for the rest.
"""

from .keys import Key, contact

_NUMBER = 16


def board_entry(t: str, contact_uid: str, board: str, window: str) -> Key:
    return Key(contact(t, contact_uid).pk, f"BE#{board}#{window}")


def board_root(t: str, board: str, window: str) -> Key:
    return Key(f"{t}#BD#{board}#{window}", "BD")


def board_node(t: str, board: str, window: str, generation: int, node: str) -> Key:
    return Key(f"{t}#BN#{board}#{window}#{generation}#{node}", "BN")


def board_leader(t: str, board: str) -> Key:
    return Key(f"{t}#BD#{board}", "LEAD")


def boards_head(t: str) -> Key:
    return Key(f"{t}#BD", "HEAD")


def board_list(t: str, board: str, window: str, generation: int, band: str, part: int) -> str:
    """One partition of the board's list."""
    return f"{t}#BL#{board}#{window}#{generation}#{band}#{part}"


def board_position(score: int, number: int) -> str:
    """Best first within a band, and among equals by number."""
    width = len(str(abs(score)))
    inverted = 10**width - 1 - score if score > 0 else -score
    return f"{inverted:0{width}}#{number:0{_NUMBER}}"
