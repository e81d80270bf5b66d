"""The keys of face 004: target groups, targets, and who is enrolled; rows in docs/table.md as of all keys."""

from .keys import Key, contact


# A contact's enrolment in a target, with all that it was and is.
def enrolment(t: str, contact_uid: str, target_uid: str) -> Key:
    return Key(contact(t, contact_uid).pk, f"EN#{target_uid}")
