"""How people are found by name: by the first letters of the last one, whatever its accents and capitals."""

import unicodedata
from collections.abc import Iterable

from .contact import Contact

LETTERS = 3


def fold(text: str) -> str:
    """Without accents, capitals and signs: Ünal-Østby and unal østby are the same but for the ø."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = ("" if unicodedata.combining(one) else one if one.isalnum() else " " for one in plain)
    return " ".join("".join(kept).split())


def filed_under(contact: Contact) -> str | None:
    """The letters that it is looked for by; None for whom a client knows by its own reference alone."""
    if contact.member_ref is not None and contact.last_name is None and contact.name == contact.member_ref:
        return None
    return letters(contact.last_name or contact.name or contact.first_name or "") or None


def letters(name: str) -> str:
    return fold(name)[:LETTERS].strip()


def asked_for(text: str) -> list[str]:
    """The letters to look under: any word may be the last name, and so may all of them."""
    words = fold(text).split()[:4]
    return list(dict.fromkeys(one[:LETTERS].strip() for one in (" ".join(words), *words) if len(one) > 1))


def fits(names: Iterable[str | None], text: str) -> bool:
    """Whether each word that was asked for begins one of the names."""
    known = [word for name in names if name for word in fold(name).split()]
    wanted = fold(text).split()
    return bool(wanted) and all(any(word.startswith(one) for word in known) for one in wanted)
