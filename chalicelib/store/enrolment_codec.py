"""How an enrolment is kept: flat, under short names, a cycle in a few characters of one text."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from ..domain.targets.enrolment import Cell, Enrolment, Grant, Pause, Span
from .codec import Item

# Times are microseconds from here on, in hexadecimal.
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SAME = "="


def flat(kept: Enrolment) -> Item:
    """All of it but its key, its places in the indexes and its events; what is empty is left out."""
    item = {
        "v": kept.version,
        "n": kept.group,
        "e": kept.event,
        "a": _stamp(kept.created),
        "z": _stamp(kept.last_updated),
        "s": ";".join(_span(each) for each in kept.spans),
        "c": ";".join(_cell(number, each) for number, each in sorted(kept.cells.items())),
        "t": kept.turn,
        "r": _stamp(kept.run_from),
        "l": {name: _stamp(at) for name, at in kept.levels.items()},
        "p": ";".join(f"{pause.start}/{pause.end}" for pause in kept.pauses),
        "g": ";".join(f"{_stamp(grant.at)}/{grant.number}" for grant in kept.grants),
        "o": _stamp(kept.settled),
        "d": _stamp(kept.due),
        "q": ";".join(kept.requests),
    }
    return {name: value for name, value in item.items() if value not in ("", {})}


def read(item: Item, *, contact: str, target: str) -> Enrolment:
    return Enrolment(
        contact=contact,
        group=item["n"],
        target=target,
        event=item["e"],
        version=int(item["v"]),
        created=_moment(item["a"]),
        last_updated=_moment(item["z"]),
        spans=tuple(_read_span(each) for each in _parts(item.get("s"))),
        cells=dict(_read_cell(each) for each in _parts(item.get("c"))),
        turn=int(item["t"]),
        run_from=_moment_or_none(item.get("r", "")),
        levels={name: _moment(at) for name, at in item.get("l", {}).items()},
        pauses=tuple(_read_pause(each) for each in _parts(item.get("p"))),
        grants=tuple(_read_grant(each) for each in _parts(item.get("g"))),
        settled=_moment_or_none(item.get("o", "")),
        due=_moment_or_none(item.get("d", "")),
        requests=tuple(_parts(item.get("q"))),
    )


def _span(span: Span) -> str:
    times = (span.entered, span.first, span.since, span.until, span.replaced)
    return "/".join([*(_stamp(each) for each in times), str(span.turn)])


def _read_span(text: str) -> Span:
    entered, first, since, until, replaced, turn = text.split("/")
    return Span(
        _moment(entered),
        _moment(first),
        _moment(since),
        _moment_or_none(until),
        _moment_or_none(replaced),
        int(turn),
    )


def _cell(number: int, cell: Cell) -> str:
    """Mostly a cycle is met when it is achieved, and stands at nothing when the measure did."""
    met = _SAME if cell.met and cell.met == cell.achieved else _stamp(cell.met)
    parts = (str(number), _number(cell.value), _number(cell.basis), _stamp(cell.achieved), met)
    return "/".join([*parts, "l" if cell.left else ""])


def _read_cell(text: str) -> tuple[int, Cell]:
    number, value, basis, achieved, met, left = text.split("/")
    return int(number), Cell(
        value=Decimal(value),
        basis=Decimal(basis) if basis else None,
        achieved=_moment_or_none(achieved),
        met=_moment_or_none(achieved if met == _SAME else met),
        left=bool(left),
    )


def _read_pause(text: str) -> Pause:
    start, end = text.split("/")
    return Pause(date.fromisoformat(start), date.fromisoformat(end))


def _read_grant(text: str) -> Grant:
    at, number = text.split("/")
    return Grant(_moment(at), int(number))


def _parts(text: str | None) -> Iterable[str]:
    return text.split(";") if text else ()


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _stamp(at: datetime | None) -> str:
    return "" if at is None else f"{(at - _EPOCH) // _MICROSECOND:x}"


def _moment(text: str) -> datetime:
    return _EPOCH + int(text, 16) * _MICROSECOND


def _moment_or_none(text: str) -> datetime | None:
    return _moment(text) if text else None
