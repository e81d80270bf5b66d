"""How each page is reached: whose uid stands in its path, and what its query has to say."""

import re
from collections.abc import Mapping
from typing import Any

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
OWN = {"/membership/{uid}/activate": "pending"}
# A register is one of a type; a page that is entered by a link says which.
QUERIES = {"/group/{uid}": {"type": "kind"}}
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


def query(endpoint: Endpoint, records: Records) -> dict[str, str]:
    asked = QUERIES.get(short(endpoint), {}) if endpoint.method == "GET" else {}
    return {name: records[one]["uid"] for name, one in asked.items()}
