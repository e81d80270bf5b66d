"""Exports of who is enrolled in a target, as lines that an import of enrolments takes."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from ..store import enrolments as kept
from ..store import targets
from ..store.contacts import CONTACTS
from ..store.table import TenantTable

STRETCH = 100


def stretches(table: TenantTable, group: str, target: str) -> Iterator[list[Mapping[str, Any]]]:
    """By the hundred, as they first were enrolled; NotFound where there is no such target."""
    scheme = targets.scheme(table, group, target)
    contacts = kept.of_target(table, target)
    while some := list(islice(contacts, STRETCH)):
        found = kept.find_many(table, some, scheme.target)
        running = [one for one in some if (at := found[one].enrolment) and at.running]
        people = CONTACTS.find_many(table, running)
        yield [{"customer_id": people[one].number} for one in running if one in people]
