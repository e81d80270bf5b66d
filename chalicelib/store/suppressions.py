"""Addresses that get no mail: each under its digest, and all of them in one list."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from ..domain.suppression import Suppression
from . import keys
from .conditions import Attr
from .lists import untallied
from .reading import read
from .records import pack
from .table import TenantTable
from .writes import Delete, Put, Write

SHELF = "suppression"


def new(t: str, one: Suppression) -> Put:
    """The write that makes it; it fails where the address is suppressed already."""
    kept: dict[str, Any] = {field.name: pack(getattr(one, field.name)) for field in fields(one)}
    place = keys.listed(t, SHELF, one.created, keys.digest(one.address.casefold()))
    return Put(keys.suppression(t, one.address), {**kept, **place, "u": {"cause": one.cause}})


def removed(table: TenantTable, address: str, *, at: datetime) -> list[Write]:
    """The writes that take it away, if it is still the one that stands now; none where there is none.

    Those of before there was a list stand in none.
    """
    key = keys.suppression(table.tenant, address)
    item = table.get(key)
    if item is None:
        return []
    return [Delete(key, Attr("created").eq(item["created"])), *untallied(table, item, at=at)]


def find(table: TenantTable, address: str) -> Suppression | None:
    item = table.get(keys.suppression(table.tenant, address))
    return read(Suppression, item) if item else None
