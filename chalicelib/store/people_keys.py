"""The keys of what is done with the data of people; rows in docs/table.md as of all keys."""

from .keys import Key


# The journal of erasures: what was begun, how far it is, and for good that it was done.
def erasure(t: str, contact_uid: str) -> Key:
    return Key(f"{t}#ER#{contact_uid}", "ER")
