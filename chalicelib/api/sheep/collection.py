"""The manners that every collection of face 000 shares: pages, links, refs."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar
from urllib.parse import urlencode

from ...actions.listing import Asked, Listed
from ...domain.ids import Ref, is_uid, parse_ref
from ...domain.refusals import Invalid, NotFound
from .. import body, paging, wire
from ..call import Call
from ..wire import Fixed, Record

PAGE_SIZE = 25
LARGEST_PAGE = 100
PAGING = {
    "page": "The number of the page, from 1.",
    "page_size": f"Records a page, 1 to {LARGEST_PAGE}; {PAGE_SIZE} if not given.",
    "cursor": "Where the page starts; taken from the links of the page before.",
}
_NUMBER = re.compile(r"[0-9]{1,15}")
R = TypeVar("R")


class Page(Record):
    """The envelope of every list of faces 000 and 003."""

    results: list[Any]
    total: int
    page: int
    page_size: int
    pages: int
    links: dict[str, str | None]


def asked(call: Call) -> Asked:
    """The page that the query asks for."""
    page = whole(call.query, "page", 1, 10**15)
    size = whole(call.query, "page_size", PAGE_SIZE, LARGEST_PAGE)
    cursor = call.query.get("cursor")
    return Asked(page, size, paging.unseal(call.caller.secret, _scope(call), cursor, at=call.now))


def envelope(call: Call, page: Asked, listed: Listed[R], show: Callable[[R], Any]) -> dict[str, Any]:
    """`{results, total, page, page_size, pages, links}`."""
    pages = max(1, -(-listed.total // page.page_size))
    if listed.next:  # the recently deleted keep their places: there are more pages than the total needs
        pages = max(pages, page.page + 1)
    return {
        "results": [show(record) for record in listed.records],
        "total": listed.total,
        "page": page.page,
        "page_size": page.page_size,
        "pages": pages,
        "links": _links(call, page, listed, pages),
    }


def _links(call: Call, page: Asked, listed: Listed[Any], pages: int) -> dict[str, str | None]:
    def link(number: int, cursor: str | None = None) -> str:
        own = {name: value for name, value in call.query.items() if name not in PAGING}
        query = {**own, "page": number, "page_size": page.page_size, **({"cursor": cursor} if cursor else {})}
        return f"{call.wired.settings.base_url}{call.path.rstrip('/')}/?{urlencode(query)}"

    following = None
    if listed.next:
        sealed = paging.seal(call.caller.secret, _scope(call), listed.next, at=call.now)
        following = link(page.page + 1, sealed)
    elif page.page < pages and listed.records and page.after is None:
        following = link(page.page + 1)
    return {
        "self": link(page.page),
        "first": link(1),
        "previous": link(page.page - 1) if page.page > 1 else None,
        "next": following,
        "last": link(pages),
    }


def _scope(call: Call) -> str:
    """A cursor is good for one tenant, one list, one filter and one reader's view."""
    own = sorted((name, value) for name, value in call.query.items() if name not in PAGING)
    view = call.caller.contact if call.caller.role == "member" else ""
    return f"{call.caller.tenant}|{call.scope}|{own}|{view}"


def whole(query: Any, name: str, default: int, largest: int, *, least: int = 1) -> int:
    """A whole number in plain ASCII digits: int() would also take 1_0 and Arabic digits."""
    given = query.get(name)
    if given is None:
        return default
    if _NUMBER.fullmatch(given) is None or not least <= int(given) <= largest:
        raise Invalid("Not a valid page.", {name: f"a whole number from {least} to {largest}"})
    return int(given)


def a_uid(text: str, what: str) -> str:
    if not is_uid(text):
        raise NotFound(f"There is no such {what}.")
    return text


def ref(call: Call, resource: str, uid: str) -> str:
    return str(Ref(call.caller.tenant, resource, uid))


def ref_or_uid(call: Call, field: str, text: str, resources: tuple[str, ...]) -> str:
    """The uid meant by a filter's value: a ref, or a bare uid."""
    if is_uid(text):
        return text
    return parse_ref(text, field=field, tenant=call.caller.tenant, resources=resources).uid


def uids(call: Call, field: str, texts: Iterable[str], resources: tuple[str, ...]) -> tuple[str, ...]:
    """The uids of a list of refs, each once, in order."""
    found = (
        parse_ref(text, field=field, tenant=call.caller.tenant, resources=resources).uid for text in texts
    )
    return tuple(dict.fromkeys(found))


def boolean(field: str, text: str) -> bool:
    try:
        return {"true": True, "false": False}[text]
    except KeyError:
        raise Invalid("Not a valid filter.", {field: "true or false"}) from None


def one_of(call: Call, field: str, known: Iterable[str]) -> dict[str, Any]:
    """The filter by a field of which all values are known; none where it is not asked for."""
    given = call.query.get(field)
    if given is None:
        return {}
    if given not in (known := sorted(known)):
        raise Invalid("Not a valid filter.", {field: f"one of {', '.join(known)}"})
    return {field: given}


def check_unchanged(given: Fixed, shown: Record | Mapping[str, Any]) -> None:
    """A record sent back may hold all that it showed, but nothing else and nothing else in it."""
    stands: dict[str, Any] = body.parse(wire.dumps(shown).encode())
    sent = given.model_extra or {}
    faults = {
        name: "not changed here" if name in stands else "not known here"
        for name, value in sent.items()
        if name not in stands or stands[name] != value
    }
    if faults:
        raise Invalid("These fields are not changed in this way.", faults)
