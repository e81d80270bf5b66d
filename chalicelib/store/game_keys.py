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


# The social stream: its head, its entries by the hundred, what waits for a number, and who liked what.
# Entries in one partition: a page reads one or two, and many new ones are spread over many.
BLOCK = 100


def stream_head(t: str) -> Key:
    return Key(f"{t}#F", "F")


def stream_entry(t: str, number: int) -> Key:
    return Key(f"{t}#F#{number // BLOCK}", f"F#{number:016}")


def stream_post(t: str, uid: str) -> Key:
    return Key(f"{t}#FP#{uid}", "FP")


def high_five(t: str, contact_uid: str, number: int) -> Key:
    return Key(contact(t, contact_uid).pk, f"HF#{number:016}")


# How far a change of the tenant's policy on privacy has got.
def privacy_run(t: str) -> Key:
    return Key(f"{t}#PV#policy", "PV")


# A badge that a contact has.
def badge(t: str, contact_uid: str, number: int | str) -> Key:
    return Key(contact(t, contact_uid).pk, f"BG#{number}")
