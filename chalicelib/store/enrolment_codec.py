"""An enrolment as an item and back: lists instead of named parts, times as microseconds.

A hundred past cycles in full words would be 12 KB to read with every event; so they are under 4.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from ..domain.targets.enrolment import Cell, Enrolment, Grant, Pause, Span
from .codec import Item
from .records import pack

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


def item(enrolment: Enrolment) -> Item:
    """Without its places in the indexes."""
    return {
        "v": enrolment.version,
        "created": pack(enrolment.created),
        "last_updated": pack(enrolment.last_updated),
        "s": [_span(span) for span in enrolment.spans],
        "c": {str(number): _cell(cell) for number, cell in enrolment.cells.items()},
        "t": enrolment.turn,
        "f": _ticks(enrolment.run_from),
        "l": {name: _ticks(at) for name, at in enrolment.levels.items()} or None,
        "p": [[pack(pause.start), pack(pause.end)] for pause in enrolment.pauses] or None,
        "g": [[_ticks(grant.at), grant.number] for grant in enrolment.grants] or None,
        "d": _ticks(enrolment.settled),
        "w": _ticks(enrolment.due),
    }


def read(contact: str, target: str, item: Item | None) -> Enrolment | None:
    if item is None:
        return None
    return Enrolment(
        contact=contact,
        target=target,
        created=datetime.fromisoformat(item["created"]),
        last_updated=datetime.fromisoformat(item["last_updated"]),
        spans=tuple(_read_span(*said) for said in item["s"]),
        cells={int(number): _read_cell(*said) for number, said in sorted(item["c"].items(), key=_by_number)},
        turn=int(item["t"]),
        run_from=_time(item.get("f")),
        levels={name: _sure(at) for name, at in item.get("l", {}).items()},
        pauses=tuple(Pause(*map(date.fromisoformat, said)) for said in item.get("p", ())),
        grants=tuple(Grant(_sure(at), int(number)) for at, number in item.get("g", ())),
        settled=_time(item.get("d")),
        due=_time(item.get("w")),
        version=int(item["v"]),
    )


def _by_number(pair: tuple[str, Any]) -> int:
    return int(pair[0])


def _span(span: Span) -> Sequence[Any]:
    times = (span.entered, span.first, span.since, span.until, span.replaced)
    return [*map(_ticks, times), span.turn]


def _read_span(*said: Any) -> Span:
    entered, first, since, until, replaced, turn = said
    return Span(_sure(entered), _sure(first), _sure(since), _time(until), _time(replaced), int(turn))


def _cell(cell: Cell) -> Sequence[Any]:
    """As short as it can be: an open one has two parts."""
    parts = [cell.value, cell.basis, _ticks(cell.achieved), _ticks(cell.met), cell.left or None]
    while parts and parts[-1] is None:
        parts.pop()
    return parts


def _read_cell(*said: Any) -> Cell:
    value, basis, achieved, met, left = [*said, None, None, None, None][:5]
    kept = None if basis is None else Decimal(basis)
    return Cell(Decimal(value), kept, _time(achieved), _time(met), bool(left))


def _ticks(at: datetime | None) -> int | None:
    return None if at is None else (at - _EPOCH) // _TICK


def _time(ticks: int | Decimal | None) -> datetime | None:
    return None if ticks is None else _sure(ticks)


def _sure(ticks: int | Decimal) -> datetime:
    return _EPOCH + int(ticks) * _TICK
