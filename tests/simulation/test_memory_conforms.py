"""The table in memory answers what DynamoDB Local answers, whatever is asked through the product's own Table."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from botocore.exceptions import ClientError
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from chalicelib.store.conditions import Attr, Condition, Where
from chalicelib.store.keys import Key
from chalicelib.store.table import ConditionFailed, Table
from chalicelib.store.writes import Check, Delete, Put, Update, Write
from sandbox import schema
from sandbox.engines import DynamoDBLocalEngine
from tests.figures import tally
from tests.simulation.memory import Memory

pytestmark = pytest.mark.local
TABLE = "conforming"
_worlds = count(1)
# Asked of a table; `w` is a prefix of its own for each example.
Ask = Callable[[Table, str], Any]


@pytest.fixture(scope="module")
def engine() -> Iterator[DynamoDBLocalEngine]:
    if missing := [tool for tool in ("java", "npm") if shutil.which(tool) is None]:
        pytest.skip(f"The table in memory was NOT compared: {' and '.join(missing)} missing on this machine.")
    started = DynamoDBLocalEngine(lambda: datetime.now(UTC))
    schema.create_table(started.client("dynamodb"), TABLE)
    yield started
    started.close()


NUMBERS = st.sampled_from([0, 1, 2, 10, -1])
TEXTS = st.sampled_from(["a", "ab", "b", "1"])
VALUES = st.one_of(NUMBERS, TEXTS, st.booleans(), st.lists(NUMBERS, max_size=2), st.just({"x": 1}))
PATHS = st.sampled_from(["n", "s", "m.x", "m.y", "none", "l"])
PLACES = st.tuples(st.sampled_from("12"), st.sampled_from(["a", "ab", "b", "c"]))
FIELDS = {"n": NUMBERS, "s": TEXTS, "m": st.just({"x": 1}), "l": st.lists(TEXTS, max_size=2)}
# Never what is no key of an index: in a transaction the emulator is of two minds about it.
INDEXED = {"lpk": st.just("L"), "lsk": TEXTS, "dpk": st.just("D"), "dsk": TEXTS}
ITEMS = st.fixed_dictionaries({}, optional={**FIELDS, **INDEXED, "u": NUMBERS})

SIMPLE = st.one_of(
    st.builds(lambda path, value: Attr(path).eq(value), PATHS, VALUES),
    st.builds(lambda path, value: Attr(path).ne(value), PATHS, VALUES),
    st.builds(lambda path, value: Attr(path).lt(value), PATHS, st.one_of(NUMBERS, TEXTS)),
    st.builds(lambda path, value: Attr(path).lte(value), PATHS, st.one_of(NUMBERS, TEXTS)),
    st.builds(lambda path, value: Attr(path).gt(value), PATHS, st.one_of(NUMBERS, TEXTS)),
    st.builds(lambda path: Attr(path).between(0, 5), PATHS),
    st.builds(lambda path, text: Attr(path).begins_with(text), PATHS, TEXTS),
    st.builds(lambda path, value: Attr(path).contains(value), PATHS, st.one_of(NUMBERS, TEXTS)),
    st.builds(lambda path: Attr(path).exists(), PATHS),
    st.builds(lambda path: Attr(path).not_exists(), PATHS),
)
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    SIMPLE,
    lambda inner: st.one_of(
        st.builds(lambda one, other: one & other, inner, inner),
        st.builds(lambda one, other: one | other, inner, inner),
    ),
    max_leaves=4,
)
WHEN = st.one_of(st.none(), CONDITIONS)


def _key(w: str, place: tuple[str, str]) -> Key:
    return Key(f"{w}#{place[0]}", place[1])


def _own(w: str, place: tuple[str, str], item: dict[str, Any]) -> dict[str, Any]:
    """With index partitions of this example, and a position that no other item has."""
    own = {**item}
    for name in ("lpk", "dpk"):
        if own.get(name) and isinstance(own[name], str):
            own[name] = f"{w}#{own[name]}"
    for name in ("lsk", "dsk"):
        if name in own:
            own[name] = f"{own[name]}#{''.join(place)}"
    return own


Said = Callable[[str], Write]
PUTS = st.builds(
    lambda place, item, when: lambda w: Put(_key(w, place), _own(w, place, item), when), PLACES, ITEMS, WHEN
)
UPDATES = st.builds(
    lambda place, sets, adds, removes, when: lambda w: Update(_key(w, place), sets, adds, removes, when),
    PLACES,
    st.dictionaries(st.sampled_from(["s", "m.x", "m.y"]), VALUES, max_size=2),
    st.dictionaries(st.just("n"), NUMBERS, max_size=1),
    st.lists(st.sampled_from(["l", "u", "lpk", "dsk"]), unique=True, max_size=2),
    WHEN,
)
DELETES = st.builds(lambda place, when: lambda w: Delete(_key(w, place), when), PLACES, WHEN)
CHECKS = st.builds(lambda place, when: lambda w: Check(_key(w, place), when), PLACES, CONDITIONS)


def _queried(table: Table, w: str, where: Condition, index: str | None, **more: Any) -> Any:
    """Page after page, with what each says of itself."""
    pages, after = [], None
    for _ in range(12):
        page = table.page(index, where, after=after, **more)
        pages.append((page.items, page.last, page.count))
        after = page.last
        if after is None:
            break
    return pages


RANGES = st.one_of(
    st.just(None),
    st.builds(lambda text: Where("sk").begins_with(text), TEXTS),
    st.builds(lambda text: Where("sk").eq(text), TEXTS),
    st.builds(lambda text: Where("sk").gt(text), TEXTS),
    st.builds(lambda text: Where("sk").gte(text), TEXTS),
    st.builds(lambda text: Where("sk").lt(text), TEXTS),
    st.builds(lambda text: Where("sk").lte(text), TEXTS),
    st.builds(lambda low, high: Where("sk").between(*sorted((low, high))), TEXTS, TEXTS),
)
LIMITS = st.one_of(st.none(), st.integers(1, 4))
QUERIES = st.builds(
    lambda part, span, only, limit, backwards, counted: (
        lambda table, w: _queried(
            table,
            w,
            Where("pk").eq(f"{w}#{part}") & span if span else Where("pk").eq(f"{w}#{part}"),
            None,
            only=only,
            limit=limit,
            backwards=backwards,
            count=counted,
        )
    ),
    st.sampled_from("12"),
    RANGES,
    WHEN,
    LIMITS,
    st.booleans(),
    st.booleans(),
)
BY_INDEX = st.builds(
    lambda index, pk, limit, backwards: (
        lambda table, w: _queried(
            table, w, Where(pk[0]).eq(f"{w}#{pk[1]}"), index, limit=limit, backwards=backwards
        )
    ),
    st.just("list"),
    st.just(("lpk", "L")),
    LIMITS,
    st.booleans(),
) | st.builds(
    lambda text, backwards: (
        lambda table, w: _queried(
            table, w, Where("dpk").eq(f"{w}#D") & Where("dsk").lte(text), "due", limit=2, backwards=backwards
        )
    ),
    TEXTS,
    st.booleans(),
)


def _one(said: Said) -> Ask:
    def ask(table: Table, w: str) -> Any:
        match said(w):
            case Put() as put:
                return table.put(put)
            case Update() as update:
                return table.update(update)
            case Delete() as delete:
                return table.delete(delete)
            case check:
                raise AssertionError(check)

    return ask


def _together(said: Sequence[Said]) -> Ask:
    """Each item once: with one twice AWS and its emulator refuse in different words."""

    def ask(table: Table, w: str) -> Any:
        return table.transact(list({one.key: one for one in (each(w) for each in said)}.values()))

    return ask


ASKED: st.SearchStrategy[Ask] = st.one_of(
    st.one_of(PUTS, UPDATES, DELETES).map(_one),
    st.lists(st.one_of(PUTS, UPDATES, DELETES, CHECKS), min_size=1, max_size=4).map(_together),
    st.builds(lambda place: lambda table, w: table.get(_key(w, place)), PLACES),
    st.builds(
        lambda places: lambda table, w: table.get_many([_key(w, place) for place in places]),
        st.lists(PLACES, max_size=4),
    ),
    QUERIES,
    BY_INDEX,
)


def _answer(ask: Ask, table: Table, w: str) -> Any:
    try:
        return ask(table, w)
    except ConditionFailed as failed:
        return "condition failed", failed.items
    except ClientError as error:
        return error.response["Error"]["Code"]


@settings(
    max_examples=120,
    derandomize=True,
    deadline=None,
    phases=[Phase.generate],  # each example that fails says enough; to shrink one takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.lists(ASKED, min_size=5, max_size=25))
def test_every_answer_and_every_refusal_is_the_same(engine: DynamoDBLocalEngine, asked: list[Ask]) -> None:
    w, marks = f"w{next(_worlds)}", (count(), count())
    memory = Memory(lambda: datetime.now(UTC))
    real, ours = (
        Table(client, TABLE, op=lambda numbers=numbers: f"op{next(numbers)}", pause=lambda _: None)  # type: ignore[misc]
        for client, numbers in zip((engine.client("dynamodb"), memory), marks, strict=True)
    )

    answers = [(_answer(ask, real, w), _answer(ask, ours, w)) for ask in asked]

    differing = [pair for pair in answers if pair[0] != pair[1]]
    tally("answers of the simulated table compared with DynamoDB Local", len(answers), len(differing))
    assert differing == []
