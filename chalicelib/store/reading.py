"""What the table kept of a dataclass becomes one again; how is read from its annotations, at its first use.

Text becomes times, days and enums again, lists become tuples, numbers Decimals where those are declared.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Read = Callable[[Any], Any]
T = TypeVar("T")


class Unfit(ValueError):
    """An item that is not what its kind says: it was kept by something else."""


def read(kind: type[T], value: Any) -> T:
    """Raises Unfit, with the place of the fault. What the kind does not know is passed over."""
    how: Callable[[Any], T] = _reader(kind)  # type: ignore[arg-type]  # a class can be hashed
    return how(value)


@cache
def _reader(kind: Any) -> Read:
    """How values of this annotation are read."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _either([part for part in parts if part is not NoneType], NoneType in parts)
    if origin is Literal:
        return _one_of(parts)
    if origin is not None:
        return _COLLECTIONS[origin](*(_reader(part) for part in parts if part is not Ellipsis))
    if is_dataclass(kind):
        return _record(kind)
    simple: Read = _SIMPLE.get(kind, kind)  # an enum reads its values itself
    return simple


def _record(kind: Any) -> Read:
    hints = get_type_hints(kind)
    known = {field.name: _reader(hints[field.name]) for field in fields(kind) if field.init}

    def read(value: Any) -> Any:
        if isinstance(value, kind):
            return value
        _named(value)
        given = {}
        for name, taken in known.items():
            if name in value:
                try:
                    given[name] = taken(value[name])
                except (ArithmeticError, LookupError, TypeError, ValueError) as error:
                    raise Unfit(f"{kind.__name__}.{name}: {error}") from error
        try:
            return kind(**given)
        except TypeError as error:
            raise Unfit(f"{kind.__name__}: {error}") from error

    return read


def _either(parts: list[Any], optional: bool) -> Read:
    """The part that the value is; records are told apart by the names that stand in them."""
    if len(parts) == 1:
        only = _reader(parts[0])
        return (lambda value: None if value is None else only(value)) if optional else only
    kept = {part: _reader(part) for part in parts}

    def read(value: Any) -> Any:
        if value is None and optional:
            return None
        part = next((part for part in parts if _is_of(part, value)), None)
        if part is None:
            raise Unfit(f"{value!r} is none of {parts}")
        return kept[part](value)

    return read


def _is_of(part: Any, value: Any) -> bool:
    if is_dataclass(part):
        return isinstance(value, part) or (  # type: ignore[arg-type]  # it is a class
            isinstance(value, Mapping) and {field.name for field in fields(part)} >= value.keys()
        )
    return isinstance(value, (int, Decimal) if part is Decimal else part)


def _one_of(allowed: tuple[Any, ...]) -> Read:
    def read(value: Any) -> Any:
        if value not in allowed:
            raise Unfit(f"{value!r} is none of {allowed}")
        return value

    return read


def _just(kind: type) -> Read:
    def read(value: Any) -> Any:
        if not isinstance(value, kind):
            raise Unfit(f"{value!r} is no {kind.__name__}")
        return value

    return read


def _whole(value: Any) -> int:
    whole = int(value)
    if not isinstance(value, str) and whole != value:
        raise Unfit(f"{value!r} is not whole")
    return whole


_SIMPLE: dict[Any, Read] = {
    Any: lambda value: value,
    str: _just(str),
    bool: _just(bool),
    bytes: _just(bytes),
    int: lambda value: value if type(value) is int else _whole(value),
    Decimal: lambda value: value if isinstance(value, Decimal) else Decimal(value),
    datetime: lambda value: value if isinstance(value, datetime) else datetime.fromisoformat(value),
    date: lambda value: value if isinstance(value, date) else date.fromisoformat(value),
}


def _named(value: Any) -> Any:
    if type(value) is not dict and not isinstance(value, Mapping):
        raise Unfit(f"{value!r} is no map")
    return value


def _several(value: Any) -> Any:
    if not isinstance(value, list | tuple | set | frozenset):  # a text has letters, but holds nothing
        raise Unfit(f"{value!r} is no list")
    return value


def _map(key: Read, held: Read) -> Read:
    return lambda value: {key(name): held(inner) for name, inner in _named(value).items()}


_COLLECTIONS: dict[Any, Callable[..., Read]] = {
    tuple: lambda held: lambda value: tuple([held(inner) for inner in _several(value)]),
    list: lambda held: lambda value: [held(inner) for inner in _several(value)],
    dict: _map,
    Mapping: _map,
}
