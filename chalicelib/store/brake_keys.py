"""The keys of what holds a tenant and its keys back; rows in docs/table.md as of all keys."""

from datetime import date

from .keys import Key


def mails_of_day(t: str, day: date) -> Key:
    """How many mails of the tenant's own day went out."""
    return Key(f"{t}#MD#{day.isoformat()}", "MD")


def bucket(t: str, key_uid: str, what: str) -> Key:
    """How many calls of a kind an API key has left; `what` is a word of the domain."""
    return Key(f"{t}#TB#{key_uid}", f"TB#{what}")
