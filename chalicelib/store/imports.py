"""How an import is kept: its record, and beside it the rows still to be worked off and the faults found."""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from ..domain.import_job import ROWS_KEPT, ImportJob
from ..domain.imports import Fault, Line
from . import keys
from .codec import Item
from .conditions import Where
from .ranges import every
from .records import Kind
from .table import TenantTable
from .writes import Put

# Of a part's JSON; an item takes 400 KB, and what is stored is deflated to a fifth of this or so.
PART_BYTES = 280_000

IMPORTS: Kind[ImportJob] = Kind(
    name="import",
    model=ImportJob,
    key=keys.import_job,
    facets=lambda job: {"kind": job.kind},
    due=lambda job: job.due,
)


def parts(lines: Iterable[Line]) -> list[list[Line]]:
    """The lines in stretches that fit into an item each; a line never stands in two."""
    found: list[list[Line]] = []
    size = PART_BYTES
    for line in lines:
        own = len(_json([line]))
        if size + own > PART_BYTES:
            found.append([])
            size = 0
        found[-1].append(line)
        size += own
    return found


def rows(t: str, uid: str, part: int, lines: Sequence[Line], *, at: datetime) -> Put:
    """The write of a part; written again it is the same."""
    item: Item = {"rows": zlib.compress(_json(lines)), "x": int((at + ROWS_KEPT).timestamp())}
    return Put(keys.import_rows(t, uid, part), item, None)


def load_rows(table: TenantTable, uid: str, part: int) -> list[Line]:
    """The lines of a part; none where it is gone: it was worked off, or lay too long."""
    item = table.get(keys.import_rows(table.tenant, uid, part))
    return list(_lines(json.loads(zlib.decompress(bytes(item["rows"]))))) if item else []


def faults(t: str, uid: str, found: Sequence[Fault]) -> Put:
    """The write that keeps what was found in a batch."""
    plain = [[one.line, one.column, one.fault] for one in found]
    return Put(keys.import_faults(t, uid, found[0].line), {"faults": plain}, None)


def load_faults(table: TenantTable, uid: str, *, after: int) -> Iterator[Fault]:
    """The faults of the lines after that one, in order."""
    first = keys.import_faults(table.tenant, uid, 0)
    where = Where("pk").eq(first.pk) & Where("sk").begins_with("FAULTS#")
    plain = (fault for item in every(table, where) for fault in item["faults"])
    found = (Fault(int(line), column, said) for line, column, said in plain)
    yield from (one for one in found if one.line > after)


def _json(lines: Sequence[Line]) -> bytes:
    plain = [[one.number, one.cells, [(f.column, f.fault) for f in one.faults]] for one in lines]
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def _lines(plain: list[tuple[int, list[str], list[tuple[str, str]]]]) -> Iterator[Line]:
    for number, found, faulty in plain:
        faults = tuple(Fault(number, column, said) for column, said in faulty)
        yield Line(number, tuple(found), faults)
