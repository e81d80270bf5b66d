"""The keys of face 004: target groups, targets, and who is enrolled; rows in docs/table.md as of all keys."""

from .keys import Key, contact, digest, rule


# A group's targets stand beside it, so that all of it is one consistent range.
def target_group(t: str, uid: str) -> Key:
    return Key(f"{t}#TG#{uid}", "TG")


def target_group_name(t: str, name: str) -> Key:
    return Key(f"{t}#TGN#{digest(name)}", "TGN")


def target(t: str, group_uid: str, uid: str) -> Key:
    return Key(f"{t}#TG#{group_uid}", f"T#{uid}")


def target_pointer(t: str, uid: str) -> Key:
    """Which group a target belongs to: no two targets of a tenant have one number."""
    return Key(f"{t}#TT#{uid}", "TT")


# A contact's enrolment in a target, with all that it was and is.
def enrolment(t: str, contact_uid: str, target_uid: str) -> Key:
    return Key(contact(t, contact_uid).pk, f"EN#{target_uid}")


# A live target in the rule index, under the digest of the event that counts.
def live_target(t: str, token: str, target_uid: str) -> Key:
    return Key(rule(t, token, "").pk, f"TG#{target_uid}")
