"""A Face in the manners of seed 004, each route also below /v3; and what its paths name."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel

from ...actions import contacts
from ...domain.refusals import Invalid, NotFound, Refusal, Several, echo, nearest
from ...domain.targets.refusals import NotOneRecord, UnknownCustomer, code_of
from ..blueprint import MOST_FAULTS, Face, View, validated
from ..call import Answer, Call
from ..sheep.sight import sees
from .dialect import NoSuchUser, Targets, said
from .wire import OneRecord

GROUPS = "/targetGroups"
GROUP = f"{GROUPS}/{{targetGroupId}}"
TARGET = f"{GROUP}/targets/{{targetId}}"
# The prefix under which the original serves the same.
TWIN = "/v3"
LARGEST_CUSTOMER = 2**53 - 1
_NUMBER = re.compile(r"[1-9][0-9]{0,15}")


class TargetFace(Face):
    """Every route of it stands twice: as the seed's documents write it, and below /v3."""

    def __init__(self) -> None:
        super().__init__(Targets())

    def endpoint(self, method: str, path: str, **declared: Any) -> Callable[[View], View]:
        """Declare the route, and its twin."""

        def declare(view: View) -> View:
            for place in (path, TWIN + path):
                super(TargetFace, self).endpoint(method, place, twin=place != path, **declared)(view)
            return view

        return declare

    def validated(self, model: type[BaseModel], value: Any) -> Any:
        """Enrolments are told one at a time, which has a code of its own."""
        if issubclass(model, OneRecord) and (not isinstance(value, list) or len(value) != 1):
            raise NotOneRecord
        return validated(model, value)

    def said(self, refusal: Refusal) -> Answer:
        """Each fault with its code; the first one's class gives the status."""
        status = nearest(next(_each(refusal)), self.dialect.statuses)
        faults = [fault for one in _each(refusal) for fault in _worded(one)]
        return Answer(said(faults[:MOST_FAULTS]), status)


def _each(refusal: Refusal) -> Iterator[Refusal]:
    if isinstance(refusal, Several):
        for one in refusal.faults:
            yield from _each(one)
    else:
        yield refusal


def _worded(refusal: Refusal) -> list[tuple[int, str]]:
    """What has words of its own keeps them; else one fault for each field."""
    code = code_of(refusal)
    if isinstance(refusal, Invalid) and refusal.fields and not isinstance(refusal, NotOneRecord):
        return [(code, f"{echo(name)}: {fault}") for name, fault in refusal.fields.items()]
    return [(code, refusal.detail)]


def number(text: str, what: str) -> str:
    """An id as the paths have it: what can be none leads to no record, and to no read."""
    if _NUMBER.fullmatch(text) is None:
        raise NotFound(f"There is no such {what}.")
    return text


def customer(call: Call, number_: int) -> str:
    """The contact with this number, for a body that names it (310011)."""
    found = contacts.numbered(call.table, number_) if 0 < number_ <= LARGEST_CUSTOMER else None
    if found is None:
        raise UnknownCustomer
    return found


def user(call: Call, text: str) -> str:
    """The contact whose number the path names, as far as the caller may know of it."""
    known = _NUMBER.fullmatch(text) is not None and int(text) <= LARGEST_CUSTOMER
    found = contacts.numbered(call.table, int(text)) if known else None
    if not sees(call, found) or found is None:
        raise NoSuchUser
    return found
