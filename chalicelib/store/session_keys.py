"""The keys of who is signed in, and of what sign-in links were used; rows in docs/table.md as of all keys."""

from .keys import Key


def session(t: str, uid: str) -> Key:
    return Key(f"{t}#SE#{uid}", "SE")


def used_link(t: str, mail_uid: str) -> Key:
    return Key(f"{t}#SU#{mail_uid}", "SU")


# Beside its contact: a group that it coaches.
def coached(t: str, contact_uid: str, group_uid: str) -> Key:
    return Key(f"{t}#P#{contact_uid}", f"COACH#{group_uid}")
