"""The keys of the social stream; rows in docs/table.md as of all keys."""

from .keys import Key, contact

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


def privacy_run(t: str) -> Key:
    return Key(f"{t}#PV#policy", "PV")
