"""The keys of face 002: ranks and relations paths; rows in docs/table.md as of all keys."""

from .keys import Key


# Ranks stand in one partition, so that their list is one consistent range; so do the ids of those deleted.
def rank(t: str, uid: str) -> Key:
    return Key(f"{t}#RK", f"RK#{uid}")


def rank_gone(t: str, uid: str) -> Key:
    return Key(f"{t}#RK", f"GONE#{uid}")


def ranks_head(t: str) -> Key:
    return Key(f"{t}#RK", "HEAD")


def relations_path(t: str, uid: str) -> Key:
    return Key(f"{t}#RP#{uid}", "RP")
