"""What was kept of a record is read as pydantic reads it, and refused where pydantic refuses it."""

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

import chalicelib.actions
import chalicelib.store
from chalicelib.actions.standings import Stands
from chalicelib.domain.gamification.settings import Gamification
from chalicelib.domain.gamification.user import User
from chalicelib.domain.live import LiveAchievement
from chalicelib.domain.refusals import Refusal
from chalicelib.domain.tenant import Tenant
from chalicelib.domain.triggers import Action
from chalicelib.domain.webhook_secret import WebhookSecret
from chalicelib.store.reading import Unfit, read
from chalicelib.store.records import Kind


def models() -> list[type]:
    """Whatever is kept as a record, and what else is read so."""
    rooms = [chalicelib.store, chalicelib.actions]
    names = [
        f"{room.__name__}.{found.name}" for room in rooms for found in pkgutil.iter_modules(room.__path__)
    ]
    kinds = {
        one.model
        for name in names
        for one in vars(importlib.import_module(name)).values()
        if isinstance(one, Kind)
    }
    return [*sorted(kinds, key=lambda kind: kind.__name__), *OTHERS]


OTHERS = [Tenant, Action, LiveAchievement, User, WebhookSecret, Gamification, Stands]
WHOLE = st.integers(-(10**20), 10**20)
MOMENTS = st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1)).map(lambda at: f"{at.isoformat()}Z")
DAYS = st.dates(date(1980, 1, 1), date(2100, 1, 1)).map(date.isoformat)
TEXTS = st.text(max_size=8)
SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    bool: st.booleans(),
    bytes: st.binary(max_size=4),
    int: WHOLE,
    Decimal: st.one_of(WHOLE, st.decimals(allow_nan=False, allow_infinity=False, places=2)),
    datetime: MOMENTS,
    date: DAYS,
    Any: st.one_of(TEXTS, WHOLE, st.lists(TEXTS, max_size=2)),
}


def kept(kind: Any) -> st.SearchStrategy[Any]:
    """What may stand in the table for an annotation: nearly always what should."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return st.one_of([kept(part) for part in parts if part is not NoneType])
    if origin is Literal:
        return st.sampled_from(parts)
    if origin in (tuple, list):
        return st.lists(kept(parts[0]), max_size=2)
    if origin in (dict, Mapping):
        return st.dictionaries(kept(parts[0]).map(str), kept(parts[1]), max_size=2)
    if is_dataclass(kind):
        return record(kind)
    return SIMPLE[kind] if kind in SIMPLE else st.sampled_from([one.value for one in kind])


def record(kind: Any) -> st.SearchStrategy[dict[str, Any]]:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind) if field.init and not field.name.startswith("_")]
    optional = {name: kept(hints[name]) for name in names if NoneType in get_args(hints[name])}
    needed = {name: kept(hints[name]) for name in names if name not in optional}
    return st.fixed_dictionaries(needed, optional=optional)


def outcome(act: Any, *args: Any) -> Any:
    """What comes of it; of a fault, that it is one."""
    try:
        return act(*args)
    except ValueError:
        return ValueError
    except (ArithmeticError, Refusal) as fault:  # the domain's own, from where a record is made
        return type(fault)


@pytest.mark.parametrize("kind", models(), ids=lambda kind: kind.__name__)
def test_a_record_is_read_as_pydantic_reads_it(kind: type) -> None:
    judge = TypeAdapter(kind)

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(record(kind))
    def check(item: dict[str, Any]) -> None:
        assert outcome(read, kind, item) == outcome(judge.validate_python, item)

    check()


@dataclass(frozen=True)
class Part:
    at: datetime


@dataclass(frozen=True)
class Whole:
    name: str
    n: int = 0
    yes: bool = False
    part: Part | None = None
    parts: tuple[Part, ...] = ()
    said: Literal["a", "b"] = "a"
    mixed: Part | Decimal | str = ""


NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_parts_and_defaults_are_as_declared_and_what_is_unknown_is_passed_over() -> None:
    item = {"name": "x", "part": {"at": "2026-11-22T12:00:00Z", "more": 1}, "parts": [Part(NOON)], "pk": "t"}

    assert read(Whole, item) == Whole("x", part=Part(NOON), parts=(Part(NOON),))


@pytest.mark.parametrize(
    ("said", "found"),
    [({"at": NOON}, Part(NOON)), (Decimal("1.5"), Decimal("1.5")), (3, Decimal(3)), ("3", "3")],
)
def test_of_several_kinds_it_is_what_it_looks_like(said: Any, found: Any) -> None:
    mixed = read(Whole, {"name": "x", "mixed": said}).mixed

    assert (mixed, type(mixed)) == (found, type(found))


@pytest.mark.parametrize(
    ("item", "place"),
    [
        ({}, "Whole"),
        ({"name": 1}, "Whole.name"),
        ({"name": "x", "n": Decimal("1.5")}, "Whole.n"),
        ({"name": "x", "n": "one"}, "Whole.n"),
        ({"name": "x", "yes": "true?"}, "Whole.yes"),
        ({"name": "x", "part": {"at": "noon"}}, "Whole.part: Part.at"),
        ({"name": "x", "parts": 5}, "Whole.parts"),
        ({"name": "x", "parts": "none"}, "Whole.parts: 'none' is no list"),
        ({"name": "x", "part": "none"}, "Whole.part: 'none' is no map"),
        ({"name": "x", "said": "c"}, "Whole.said"),
        ({"name": "x", "mixed": [1]}, "Whole.mixed"),
    ],
)
def test_what_does_not_fit_is_found_where_it_is_read(item: dict[str, Any], place: str) -> None:
    with pytest.raises(Unfit, match=place):
        read(Whole, item)
