"""Two operations on one thing at once, in every order of their AWS calls: what must hold, holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import pytest

from chalicelib.reactions import book, sending
from chalicelib.store import lists
from chalicelib.store.lists import Shelf
from tests.faults import acts, invariants
from tests.faults.flow import Arrange
from tests.faults.schedules import Operation, Played, play, schedules
from tests.faults.stage import Item, Stage, fresh, leave

Expect = Callable[[Played, list[Item]], None]


def asks(method: str, path: str, body: Any = None) -> Operation:
    return lambda stage: stage.club.ask(method, path.format(**stage.notes), body).status


def follows(stage: Stage) -> None:
    acts.followed(stage)


def follows_the_last(stage: Stage) -> None:
    book.follow(
        stage.house.wired.table.of(stage.club.tenant),
        stage.notes["later"],
        now=stage.house.clock.now(),
        templates=stage.house.wired.mail_templates,
    )


def sends(stage: Stage) -> None:
    wired = stage.house.wired
    post = sending.Post(wired.mailer, wired.clock, wired.jitter)
    sending.deliver(wired.table.of(stage.club.tenant), stage.notes["mail"], post)


def sweeps(stage: Stage) -> Any:
    return stage.house.sweep()


def counts(stage: Stage) -> int:
    """A list's count that moves its tally up."""
    table = stage.house.wired.table.of(stage.club.tenant)
    shelf = Shelf("list", f"{stage.club.tenant}#L#achievement_type")
    return lists.count(table, shelf, now=stage.house.clock.now())


def a_mail(stage: Stage) -> None:
    acts.finished(stage)
    acts.followed(stage)
    stage.notes["mail"] = next(item["uid"] for item in stage.items() if item["sk"] == "O")
    stage.wait(seconds=61)


def two_types(stage: Stage) -> None:
    stage.club.type()
    acts.a_type(stage)
    stage.wait(minutes=6)


def statuses(*allowed: tuple[int, int]) -> Expect:
    def expect(played: Played, _: list[Item]) -> None:
        assert (played.results["A"], played.results["B"]) in allowed, played.results

    return expect


def unharmed(played: Played, _: list[Item]) -> None:
    assert not [one for one in played.results.values() if isinstance(one, BaseException)], played.results


def both_steps_are_kept(played: Played, items: list[Item]) -> None:
    statuses((200, 200))(played, items)
    assert [set(item["done"]) for item in items if item["sk"] == "A"] == [{"1", "2"}]


def all_or_none(played: Played, items: list[Item]) -> None:
    statuses((200, 200))(played, items)
    assert [len(item["done"]) for item in items if item["sk"] == "A"] in ([0], [3])


def one_mail(played: Played, _: list[Item]) -> None:
    unharmed(played, _)


ONE = "achievement/{uid}/"
FINISH = asks("PUT", ONE + "finish/")


@dataclass(frozen=True)
class Pair:
    name: str
    arrange: Arrange
    a: Operation
    b: Operation
    expect: Expect
    news: int = lists.NEWS


PAIRS = (
    Pair("finish / finish", acts.all_done, FINISH, FINISH, statuses((200, 409), (409, 200))),
    Pair(
        "finish / uncomplete",
        acts.all_done,
        FINISH,
        asks("PUT", ONE + "uncomplete_step/", {"number": 1}),
        statuses((200, 409), (409, 200)),
    ),
    Pair(
        "finish / reset",
        acts.all_done,
        FINISH,
        asks("PUT", ONE + "reset_steps/"),
        statuses((200, 409), (409, 200)),
    ),
    Pair(
        "complete all / reset",
        acts.one_step_done,
        asks("PUT", ONE + "complete_all_steps/"),
        asks("PUT", ONE + "reset_steps/"),
        all_or_none,
    ),
    Pair(
        "complete / complete another",
        acts.started,
        asks("PUT", ONE + "complete_step/", {"number": 1}),
        asks("PUT", ONE + "complete_step/", {"number": 2}),
        both_steps_are_kept,
    ),
    Pair(
        "delete / complete",
        acts.started,
        asks("DELETE", ONE),
        asks("PUT", ONE + "complete_step/", {"number": 1}),
        statuses((204, 200), (204, 404)),
    ),
    Pair(
        "contact change / change",
        acts.a_contact_with_open_work("person", {"first_name": "Cleo"}),
        asks("PUT", "person/{uid}/", {"emails": ["one@example.org"], "number": 5}),
        asks(
            "PUT", "person/{uid}/", {"emails": ["three@example.org"], "member_ref": "M-2", "last_name": "C"}
        ),
        statuses((200, 200)),
    ),
    Pair("follow / follow", acts.finished_for_two, follows, follows, unharmed),
    Pair("send / send", a_mail, sends, sends, one_mail),
    Pair("send / sweep", a_mail, sends, sweeps, one_mail),
    Pair("count / delete", two_types, counts, asks("DELETE", "achievement_type/{uid}/"), unharmed, news=1),
)


@pytest.fixture(autouse=True)
def _go_home() -> Iterator[None]:
    yield
    leave()


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_in_every_order_of_their_calls_what_must_hold_holds(pair: Pair) -> None:
    a, b = _calls(pair, pair.a), _calls(pair, pair.b)

    broken: dict[str, str] = {}
    known: list[Played] = []
    for order in schedules(a, b):
        if not any(played.says_all_of(order) for played in known):
            played, fault = _played(pair, order)
            known.append(played)
            broken |= {played.turns: fault} if fault else {}

    assert broken == {}


def _calls(pair: Pair, operation: Operation) -> int:
    """How many calls the operation makes when nobody is in its way."""
    stage = _ready(pair)
    with patch.object(lists, "NEWS", pair.news):
        stage.injector.arm()
        operation(stage)
    return len(stage.injector.calls)


def _played(pair: Pair, order: str) -> tuple[Played, str | None]:
    """What became of one schedule, and what does not hold after it."""
    stage = _ready(pair)
    with patch.object(lists, "NEWS", pair.news):
        played = play(stage, pair.a, pair.b, order)
    stage.calm()
    items = stage.items()
    try:
        pair.expect(played, items)
        invariants.check(stage, items)
    except AssertionError as fault:
        return played, f"{type(fault).__name__}: {fault}"[:1_000]
    return played, None


def _ready(pair: Pair) -> Stage:
    stage = fresh()
    pair.arrange(stage)
    stage.witness.watching = True
    return stage
