"""A badge as a picture with its credential inside (Open Badges 3.0, 5.3): for people, and for programs."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from unicodedata import east_asian_width

from chalicelib.documents import pages, printable
from chalicelib.documents.pages import Reader
from chalicelib.domain.tenant import Tenant

# Letters of a line of the ring's inside, and how many lines there are.
WIDE, MOST_LINES = 18, 3
# Of what can be printed these two cannot stand in XML (XML 1.0, 2.2).
_NO_LETTERS = str.maketrans("", "", "\ufffe\uffff")


def drawn(token: str, claims: Mapping[str, Any], tenant: Tenant) -> str:
    """The picture as SVG, in the tenant's colours; every word is text, and never markup."""
    identities = claims["credentialSubject"]["identifier"]
    name = next(one["identityHash"] for one in identities if one["identityType"] == "name")
    reader = Reader(pages.language(tenant.locale), tenant.timezone)
    said = {
        "token": token,
        "tenant": tenant,
        "lines": lines(claims["name"]),
        "name": _line(name, 28),
        "organisation": _line(tenant.name, 34),
        "title": f"{_line(claims['name'], 120)} · {_line(name, 120)}",
        "on": reader.day(datetime.fromisoformat(claims["awardedDate"])),
    }
    return pages.render("badge.svg", reader, said)


def lines(text: str) -> list[str]:
    """The words in lines that fit; what does not is cut."""
    found = [""]
    for word in _pieces(_line(text, WIDE * MOST_LINES)):
        together = f"{found[-1]} {word}".strip()
        if _width(together) <= WIDE:
            found[-1] = together
        else:
            found.append(word)
    if len(found) > MOST_LINES:
        found = [
            *found[: MOST_LINES - 1],
            found[MOST_LINES - 1].rstrip(printable.ELLIPSIS) + printable.ELLIPSIS,
        ]
    return found


def _pieces(text: str) -> Iterator[str]:
    """Words, and parts of those that are longer than a line."""
    for word in text.replace(printable.BREAK_HERE, "").split():
        piece = ""
        for letter in word:
            if _width(piece + letter) > WIDE:
                yield piece
                piece = ""
            piece += letter
        yield piece


def _width(text: str) -> int:
    """In letters; those of East Asia are twice as wide."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _line(text: str, limit: int) -> str:
    return printable.line(text.translate(_NO_LETTERS), limit)
