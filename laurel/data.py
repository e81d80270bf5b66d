"""Commands about all that a tenant has: export it into files, restore it from them, delete it."""

import argparse
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from chalicelib.domain.refusals import Conflict, Invalid, NotFound
from chalicelib.store import keys, lists
from chalicelib.store.api_keys import API_KEYS
from chalicelib.store.lists import Shelf
from chalicelib.store.writes import Delete
from chalicelib.wiring import Wiring
from laurel import segments
from laurel.commands import Done, goes_on_with
from laurel.progress import Bar, bar

SEGMENTS = 4
MANIFEST = "manifest.json"
# As many looks as show that nothing comes any more: what was under way may write once behind a look's back.
QUIET, MOST_LOOKS = 2, 20


@dataclass
class Manifest:
    """How far an export is: what was begun goes on where it stopped."""

    tenant: str
    begun: str
    segments: int = SEGMENTS
    after: dict[str, Any] = field(default_factory=dict)
    done: list[int] = field(default_factory=list)
    items: int = 0

    def keep(self, folder: Path) -> None:
        """In one step, so that it is never half written."""
        fresh = folder / f"{MANIFEST}.new"
        fresh.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")
        fresh.replace(folder / MANIFEST)


def register(nouns: Any) -> None:
    """Adds `data` to the command line."""
    data = nouns.add_parser("data", help="all that a tenant has").add_subparsers(
        required=True, metavar="VERB"
    )
    export = data.add_parser("export", help="into files; stopped and called again it goes on")
    export.add_argument("tenant")
    export.add_argument("folder", type=Path, help="made if it is not there; nobody else may read it")
    export.set_defaults(command=export_data)
    restore = data.add_parser("restore", help="from files, into a table where the tenant is not")
    restore.add_argument("tenant")
    restore.add_argument("folder", type=Path, help="what `data export` wrote, or an export of AWS's")
    restore.set_defaults(command=restore_data)
    delete = data.add_parser("delete", help="for good; stopped and called again it goes on")
    delete.add_argument("tenant")
    delete.add_argument("--confirm", required=True, metavar="TENANT", help="the tenant's name once more")
    delete.set_defaults(command=delete_data)


def export_data(wired: Wiring, asked: argparse.Namespace) -> Done:
    """Not of one moment: what changes meanwhile may be in it or not (docs/backup.md)."""
    folder: Path = asked.folder
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    manifest = _manifest(wired, asked.tenant, folder)
    with goes_on_with(f"data export {asked.tenant} {folder}"), bar("items") as shown:
        for segment in range(manifest.segments):
            if segment not in manifest.done:
                _export(wired, manifest, folder, segment, shown)
    if not manifest.items:
        raise NotFound(f"There is nothing of {asked.tenant}.")
    said = {"tenant": asked.tenant, "folder": str(folder), "items": manifest.items}
    return Done(f"{manifest.items} items of {asked.tenant} are in {folder}.", said)


def _manifest(wired: Wiring, tenant: str, folder: Path) -> Manifest:
    if not (folder / MANIFEST).exists():
        return Manifest(tenant, keys.moment(wired.clock()))
    found = Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    if found.tenant != tenant:
        raise Conflict(f"{folder} holds an export of {found.tenant}.")
    return found


def _export(wired: Wiring, manifest: Manifest, folder: Path, segment: int, shown: Bar) -> None:
    """A page is written before the manifest says so: after a crash it may stand twice, which is the same."""
    client, name = wired.clients("dynamodb"), str(segment)
    going = segments.pages(
        client, wired.settings.table, manifest.tenant, segment, manifest.segments, manifest.after.get(name)
    )
    for items, after in going:
        with (folder / f"items-{segment}.json").open("a", encoding="utf-8") as file:
            file.writelines(f"{segments.line(item)}\n" for item in items)
        manifest.items += len(items)
        manifest.after[name] = after
        if after is None:
            manifest.done.append(segment)
        manifest.keep(folder)
        shown.at(manifest.items)


def restore_data(wired: Wiring, asked: argparse.Namespace) -> Done:
    """The tenant's own record last: while it is not there, nobody is served, and it may be called again."""
    table = wired.table.of(asked.tenant)
    if table.get(keys.tenant(asked.tenant)) is not None:
        raise Conflict(f"There is a tenant {asked.tenant} in this table already.")
    files = sorted([*asked.folder.rglob("*.json.gz"), *asked.folder.rglob("items-*.json")])
    with goes_on_with(f"data restore {asked.tenant} {asked.folder}"), bar("items") as shown:
        number, held = _restore(wired, asked.tenant, files, shown)
    if not held:
        raise Invalid(f"These files hold no tenant {asked.tenant}.")
    _put(wired, held[-1:])
    said = {"tenant": asked.tenant, "items": number}
    return Done(f"{number} items of {asked.tenant} are restored.", said)


def _restore(
    wired: Wiring, tenant: str, files: Iterable[Path], shown: Bar
) -> tuple[int, list[segments.Typed]]:
    """How many items there are, and the tenant's own record, which is not written yet."""
    number, held, own = 0, list[segments.Typed](), keys.tenant(tenant)
    for file in files:
        some: list[segments.Typed] = []
        for item in (one for one in segments.lines(file) if _is_of(one, tenant)):
            number += 1
            (held if (item["pk"]["S"], item["sk"]["S"]) == own else some).append(item)
            if len(some) == segments.MOST_PUTS:
                _put(wired, some)
                some = []
                shown.at(number)
        _put(wired, some)
    return number, held


def _put(wired: Wiring, items: list[segments.Typed]) -> None:
    """Of an item that stands twice the later line holds."""
    latest = {(item["pk"]["S"], item["sk"]["S"]): item for item in items}
    if latest:
        client = wired.clients("dynamodb")
        segments.put(client, wired.settings.table, list(latest.values()), pause=wired.pause)


def _is_of(item: segments.Typed, tenant: str) -> bool:
    if item["pk"]["S"].startswith("K#"):
        return bool(item.get("tenant", {}).get("S") == tenant)
    if item["pk"]["S"] == segments.TENANTS:
        return bool(item["sk"]["S"] == tenant)
    return bool(item["pk"]["S"].startswith(f"{tenant}#"))


def delete_data(wired: Wiring, asked: argparse.Namespace) -> Done:
    """The keys first, so that nobody asks any more; then all, until there is nothing twice in a row."""
    if asked.confirm != asked.tenant:
        raise Invalid("--confirm must name the tenant.")
    again = f"data delete {asked.tenant} --confirm {asked.tenant}"
    with goes_on_with(again), bar("items") as shown:
        _shut(wired, asked.tenant)
        number = _delete(wired, asked.tenant, shown)
    said = {"tenant": asked.tenant, "items": number}
    return Done(f"{number} items of {asked.tenant} are deleted; there is nothing of it any more.", said)


def _delete(wired: Wiring, tenant: str, shown: Bar) -> int:
    """Looks until nothing is found twice in a row; how many items went."""
    number, quiet = 0, 0
    for _ in range(MOST_LOOKS):
        before = number
        for items in _found(wired, tenant):
            segments.delete(wired.clients("dynamodb"), wired.settings.table, items, pause=wired.pause)
            number += len(items)
            shown.at(number)
        quiet = quiet + 1 if number == before else 0
        if quiet == QUIET:
            return number
    raise Conflict(f"{tenant} is still being written to: call this again.")


def _found(wired: Wiring, tenant: str) -> Iterator[list[segments.Typed]]:
    client, name = wired.clients("dynamodb"), wired.settings.table
    for segment in range(SEGMENTS):
        yield from (items for items, _ in segments.pages(client, name, tenant, segment, SEGMENTS))


def _shut(wired: Wiring, tenant: str) -> None:
    """No key opens anything from here on."""
    table = wired.table.of(tenant)
    for key in list(lists.everything(table, Shelf("list", keys.list_pk(tenant, API_KEYS.name)))):
        table.delete(Delete(key))
