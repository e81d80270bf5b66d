"""The keys of target groups and their targets; rows in docs/table.md as of all keys."""

from .keys import Key, digest


# A group's targets stand beside it, so that all of it is one consistent range.
def group(t: str, uid: str) -> Key:
    return Key(f"{t}#TG#{uid}", "TG")


def group_name(t: str, name: str) -> Key:
    return Key(f"{t}#TGN#{digest(name)}", "TGN")


def target(t: str, group_uid: str, uid: str) -> Key:
    return Key(f"{t}#TG#{group_uid}", f"T#{uid}")


def target_pointer(t: str, uid: str) -> Key:
    """Which group a target belongs to: no two targets of a tenant have one number."""
    return Key(f"{t}#TT#{uid}", "TT")
