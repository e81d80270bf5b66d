"""A badge as a picture with its credential inside (Open Badges 3.0, 5.3): for people, and for programs."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalicelib.documents import pages, printable
from chalicelib.documents.pages import Reader
from chalicelib.domain.tenant import Tenant

# Letters of a line of the ring's inside, and how many lines there are.
WIDE, MOST_LINES = 18, 3


def drawn(token: str, claims: Mapping[str, Any], tenant: Tenant) -> str:
    """The picture as SVG, in the tenant's colours; every word is text, and never markup."""
    identities = claims["credentialSubject"]["identifier"]
    name = next(one["identityHash"] for one in identities if one["identityType"] == "name")
    reader = Reader(pages.language(tenant.locale), tenant.timezone)
    said = {
        "token": token,
        "tenant": tenant,
        "lines": lines(claims["name"]),
        "name": printable.line(name, 28),
        "organisation": printable.line(tenant.name, 36),
        "title": f"{printable.line(claims['name'], 120)} · {printable.line(name, 120)}",
        "on": reader.day(datetime.fromisoformat(claims["awardedDate"])),
    }
    return pages.render("badge.svg", reader, said)


def lines(text: str) -> list[str]:
    """The words in lines that fit; what does not is cut."""
    found = [""]
    for word in printable.line(text, WIDE * MOST_LINES, WIDE).replace("\u200b", " ").split():
        room = WIDE - len(found[-1]) - 1
        if not found[-1]:
            found[-1] = word
        elif len(word) <= room:
            found[-1] += f" {word}"
        else:
            found.append(word)
    return [*found[: MOST_LINES - 1], " ".join(found[MOST_LINES - 1 :])] if len(found) > MOST_LINES else found
