"""Commands about people's data: give it, erase it, and erase it again after a restore."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from chalicelib.actions import contacts, disclosing, erasing, tenants
from chalicelib.domain import erasure
from chalicelib.domain.contact import Contact
from chalicelib.domain.erasure import Erasure
from chalicelib.domain.ids import is_uid
from chalicelib.domain.refusals import NotFound
from chalicelib.store import keys, lists, reading
from chalicelib.store.erasures import ERASURES
from chalicelib.store.lists import Shelf
from chalicelib.store.records import alive, pack
from chalicelib.store.table import Table, TenantTable
from chalicelib.wiring import Wiring
from laurel.commands import Done, goes_on_with
from laurel.progress import bar

# Whoever has the command line asked for it.
OPERATOR = "operator"


def register(nouns: Any) -> None:
    """Adds `person` and `erasures` to the command line."""
    person = nouns.add_parser("person", help="the data of a person").add_subparsers(
        required=True, metavar="VERB"
    )
    export = person.add_parser("export", help="all that is kept of a person, as one JSON document")
    export.add_argument("--to", type=Path, help="a file to write it into; else it is said")
    export.set_defaults(command=export_person)
    erase = person.add_parser("erase", help="erase a person; it cannot be undone")
    erase.add_argument("--gone", action="store_true", help="though it was removed before")
    erase.set_defaults(command=erase_person)
    for verb in (export, erase):
        verb.add_argument("tenant")
        verb.add_argument("uid", help="the contact's uid")
    journal = nouns.add_parser("erasures", help="the journal of erasures").add_subparsers(
        required=True, metavar="VERB"
    )
    listing = journal.add_parser("list", help="who was erased, by uid; with --json what replay takes")
    listing.set_defaults(command=list_erasures)
    again = journal.add_parser("replay", help="after a restore: erase again who was erased since the backup")
    source = again.add_mutually_exclusive_group(required=True)
    source.add_argument("--from-table", help="the table whose journal is newer, mostly the one from before")
    source.add_argument("--from-file", type=Path, help="what `laurel erasures list --json` said")
    again.set_defaults(command=replay_erasures)
    for verb in (listing, again):
        verb.add_argument("tenant")


def export_person(wired: Wiring, asked: argparse.Namespace) -> Done:
    """The document is the same with `--json` and without."""
    table = _table(wired.table, asked.tenant)
    contact = _contact(table, asked.uid)
    records = list(disclosing.everything(table, contact))
    said = {
        "tenant": asked.tenant,
        "uid": asked.uid,
        "exported": keys.moment(wired.clock()),
        "records": records,
    }
    plain: dict[str, Any] = json.loads(json.dumps(said, default=str))
    if asked.to is None:
        return Done(json.dumps(plain, ensure_ascii=False, indent=2), plain)
    asked.to.write_text(json.dumps(plain, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    counted = {"file": str(asked.to), "records": len(records)}
    return Done(f"{len(records)} records are in {asked.to}.", counted)


def erase_person(wired: Wiring, asked: argparse.Namespace) -> Done:
    """Begun here, walked by the schedule. Asked for again it says how far it is."""
    if not is_uid(asked.uid):
        raise NotFound("There is no such contact.")
    table, now = _table(wired.table, asked.tenant), wired.clock()
    if asked.gone:
        erasing.replay(table, erasure.begun(asked.uid, "person", by=OPERATOR, at=now), at=now)
        job = erasing.get(table, asked.uid)
    else:
        job = erasing.begin(table, asked.uid, by=OPERATOR, at=now)
    return Done(f"{asked.uid} is {_state(job)}.", _entry(job))


def list_erasures(wired: Wiring, asked: argparse.Namespace) -> Done:
    entries = list(_journal(_table(wired.table, asked.tenant)))
    lines = [f"{one.uid} {one.created:%Y-%m-%d %H:%M} {_state(one)}" for one in entries]
    said = {"tenant": asked.tenant, "erasures": [_entry(one) for one in entries]}
    return Done("\n".join(lines) or "Nobody was erased.", said)


def replay_erasures(wired: Wiring, asked: argparse.Namespace) -> Done:
    """On the restored table; doing it twice is doing it once."""
    table = _table(wired.table, asked.tenant)
    entries, begun = list(_told(wired, asked)), []
    source = f"--from-table {asked.from_table}" if asked.from_table else f"--from-file {asked.from_file}"
    with goes_on_with(f"erasures replay {asked.tenant} {source}"), bar("erasures", len(entries)) as shown:
        for place, one in enumerate(entries, start=1):
            if erasing.replay(table, one, at=wired.clock()):
                begun.append(one.uid)
            shown.at(place)
    text = f"Of {len(entries)} erasures {len(begun)} are done again; the others stand."
    return Done(text, {"tenant": asked.tenant, "erasures": len(entries), "begun": begun})


def _told(wired: Wiring, asked: argparse.Namespace) -> Iterator[Erasure]:
    """The journal of another table, or of a file."""
    if asked.from_table:
        other = Table(wired.clients("dynamodb"), asked.from_table, op=lambda: "", pause=wired.pause)
        yield from _journal(other.of(asked.tenant))
        return
    said = json.loads(asked.from_file.read_text(encoding="utf-8"))
    yield from (reading.read(Erasure, one) for one in said["erasures"])


def _journal(table: TenantTable) -> Iterator[Erasure]:
    shelf = Shelf("list", keys.list_pk(table.tenant, ERASURES.name))
    places = list(lists.everything(table, shelf))
    found = table.get_many(places, consistent=True)
    yield from (ERASURES.read(found[place]) for place in places if place in found and alive(found[place]))


def _entry(job: Erasure) -> dict[str, Any]:
    return {field.name: pack(getattr(job, field.name)) for field in fields(job)}


def _state(job: Erasure) -> str:
    return f"erased since {job.erased:%Y-%m-%d %H:%M} UTC" if job.erased else "being erased"


def _contact(table: TenantTable, uid: str) -> Contact:
    contact = contacts.find(table, uid)
    if contact is None:
        raise NotFound("There is no such contact.")
    return contact


def _table(table: Table, tenant: str) -> TenantTable:
    own = table.of(tenant)
    tenants.get(own)
    return own
