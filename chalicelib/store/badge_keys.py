"""The keys of what badges need: what signs them, and their places in the lists that say what was revoked."""

from .keys import Key


def signing_keys(t: str) -> Key:
    return Key(f"{t}#CFG", "SIGNING")


# A list's places: those that were given out, and those of badges that were revoked.
def status_place(t: str, shard: str, index: int) -> Key:
    return Key(f"{t}#BS#{shard}", f"P#{index:06}")


def revoked_place(t: str, shard: str, index: int) -> Key:
    return Key(status_place(t, shard, 0).pk, f"R#{index:06}")
