"""How each page is reached: whose uid stands in its path, and what its query has to say."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from chalicelib.api.call import Endpoint
from sandbox.residents import TENANT

Records = Mapping[str, Any]
# What stands in a path behind a word: the name of a record, or the text itself.
RECORDS = {
    "achievement/{uid}": "running",
    "contact/{uid}": "child",
    "group/{uid}": "group",
    "mail/{uid}": "mail",
    "membership/{uid}": "membership",
    "person/{uid}": "child",
}
TEXTS = {"step/{n}": "2", "step/{number}": "2"}
# Pages that are about another record than their neighbours.
OWN = {"/membership/{uid}/activate": "pending", "/achievement/{uid}/sign-in": "finished"}
# A register is one of a type; a page that is entered by a link says which.
QUERIES = {"/group/{uid}": {"type": "kind"}}
# Other faces of the same pages. What is no record's name is meant as it stands.
FURTHER: dict[str, tuple[dict[str, str], ...]] = {
    "/group/{uid}": ({}, {"type": "kind", "only": "2"}),
    "/mails": ({"state": "addresses"},),
    "/members": ({"state": "active"}, {"q": "Berger"}),
}
_PLACE = re.compile(r"[^/]+/\{\w+\}")


class Unknown(AssertionError):
    """A route that nobody here knows how to reach."""


def route(endpoint: Endpoint) -> str:
    """As it is called: without what all have."""
    return f"{endpoint.method} {short(endpoint) or '/'}"


def short(endpoint: Endpoint) -> str:
    return endpoint.path.removeprefix("/site/{flock}")


def address(endpoint: Endpoint, records: Records) -> str:
    """The path of a page or a form, for the records that were made."""
    page = short(endpoint)
    if "{flock}" not in endpoint.path:
        return endpoint.path
    own = OWN.get(page)

    def said(found: re.Match[str]) -> str:
        place = found[0]
        word = place.partition("/")[0]
        if place in TEXTS:
            return f"{word}/{TEXTS[place]}"
        if place not in RECORDS:
            raise Unknown(f"{page}: say in tests/pages/walls/addresses.py how to reach {place}")
        return f"{word}/{records[own or RECORDS[place]]['uid']}"

    return f"/site/{TENANT}" + _PLACE.sub(said, page)


def query(endpoint: Endpoint, records: Records) -> str:
    """What its address asks for, with its question mark."""
    return _said(QUERIES.get(short(endpoint), {}) if endpoint.method == "GET" else {}, records)


def further(endpoint: Endpoint, records: Records) -> list[str]:
    """Its other addresses."""
    here = address(endpoint, records)
    return [here + _said(asked, records) for asked in FURTHER.get(short(endpoint), ())]


def _said(asked: Mapping[str, str], records: Records) -> str:
    said = {name: records[text]["uid"] if text in records else text for name, text in asked.items()}
    return f"?{urlencode(said)}" if said else ""
