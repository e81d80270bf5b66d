"""Measures operations: each in a house of its own, by itself, and then what the stream makes of it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any

from benchmarks import stage
from benchmarks.cost.measured import Measured, Share
from benchmarks.spent import Purse, Spent
from tests.asking import Club

Prepared = Callable[[Club], Callable[[], Any]]


def all_of(operations: Mapping[str, Prepared]) -> dict[str, Measured]:
    return {name: _one(prepared) for name, prepared in operations.items()}


def _one(prepared: Prepared) -> Measured:
    """Twice: whether the stream must be quiet before it is known only of a request."""
    with stage.club() as (club, purse):
        measured = of_the_house(club, purse, prepared(club))
    if not measured.requests:
        return measured
    with stage.club() as (club, purse):
        return with_what_follows(club, purse, quiet(club, prepared))


def quiet(club: Club, prepared: Prepared) -> Callable[[], Any]:
    """What preparing it led to is over: what follows is the operation's alone."""
    act = prepared(club)
    club.house.pump.drain()
    return act


def of_the_house(club: Club, purse: Purse, act: Callable[[], Any]) -> Measured:
    """What is done beside the API: by the stream, by the clock."""
    runs, mails = _so_far(club)
    spent = purse.spent(act)
    runs_after, mails_after = _so_far(club)
    return Measured(spent.requests, share(spent), runs=runs_after - runs, mails=mails_after - mails)


def with_what_follows(club: Club, purse: Purse, act: Callable[[], Any]) -> Measured:
    """A request, and what the stream makes of it."""
    asked = of_the_house(club, purse, act)
    let_time_flow(club)
    then = of_the_house(club, purse, club.house.pump.drain)
    return replace(asked, then=then.itself, runs=then.runs, mails=then.mails)


def _so_far(club: Club) -> tuple[int, int]:
    return club.house.pump.invocations, len(club.house.mails())


def let_time_flow(club: Club) -> None:
    """A millisecond a look, so that a claim moves a mail in the index, as it does outside."""
    ticks, still = count(), club.house.clock.now
    club.house.wired.clock = lambda: still() + timedelta(milliseconds=next(ticks))


def share(spent: Spent) -> Share:
    return Share(spent.rounds, spent.rru, spent.wru, spent.bytes_written)
