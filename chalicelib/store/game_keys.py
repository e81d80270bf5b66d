"""The keys of face 002: ranks and relations paths; rows in docs/table.md as of all keys."""

from .keys import Key, contact, digest


# Ranks stand in one partition, so that their list is one consistent range; so do the ids of those deleted.
def rank(t: str, uid: str) -> Key:
    return Key(f"{t}#RK", f"RK#{uid}")


def rank_gone(t: str, uid: str) -> Key:
    return Key(f"{t}#RK", f"GONE#{uid}")


def ranks_head(t: str) -> Key:
    return Key(f"{t}#RK", "HEAD")


def relations_path(t: str, uid: str) -> Key:
    return Key(f"{t}#RP#{uid}", "RP")


# A contact's cases, one by one, and the card of each path that they make. A client names its cases itself.
def case(t: str, contact_uid: str, path_uid: str, case_id: str) -> Key:
    return Key(contact(t, contact_uid).pk, f"CS#{digest(path_uid, case_id)}")


def case_card(t: str, contact_uid: str, path_uid: str) -> Key:
    return Key(contact(t, contact_uid).pk, f"CC#{path_uid}")


def backfill(t: str, path_uid: str) -> Key:
    return Key(f"{t}#RP#{path_uid}", "BF")
