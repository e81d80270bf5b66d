"""People's data as the wire has it: all that is kept of one, and what became of an erasure."""

from datetime import date
from typing import Any

from ..wire import NaiveTime, Record


class PersonExport(Record):
    """`records` as they are kept, each with its `kind`; `next` leads to the rest, null at the end."""

    person: str
    exported: NaiveTime
    records: list[dict[str, Any]]
    next: str | None


class ErasureRecord(Record):
    """`state`: erasing or erased. `kept_until`: what the law wants kept goes on that day, too."""

    uid: str
    uri: str
    created: NaiveTime
    last_updated: NaiveTime
    contact: str
    asked_by: str
    state: str
    erased_date: NaiveTime | None
    kept_until: date | None
