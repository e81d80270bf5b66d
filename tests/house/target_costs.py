"""Enrolments over HTTP, as operations that docs/table.md has a price for."""

from collections.abc import Callable
from itertools import count
from typing import Any

from tests.api.aiming import customer, enroll, enrolled, group, target
from tests.asking import Club

_numbers = count(7_100)


def to_enrol(**wish: Any) -> Callable[[Club], Callable[[], Any]]:
    def prepared(club: Club) -> Callable[[], Any]:
        made, who = target(club, group(club)), customer(club, next(_numbers))
        return lambda: enroll(club, made, who, **wish)

    return prepared


def a_status(club: Club) -> Callable[[], Any]:
    who = customer(club, next(_numbers))
    for name in ("first", "second"):
        enrolled(club, target(club, group(club, name=name)), who)
    return lambda: club.ask("GET", f"/users/{who}/targetGroups")


OPERATIONS: dict[str, Callable[[Club], Callable[[], Any]]] = {
    "enrol in a target": to_enrol(),
    "enrol and achieve at once": to_enrol(initialBalance=1000),
    "how a contact stands in two targets of two groups": a_status,
}
