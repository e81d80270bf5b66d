"""What these tests bring of their own: a customer, a group, a milestone and a streak."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from tests.api.aiming import customer, group, place, target
from tests.asking import Club

_customers = count(700_000_001)


@pytest.fixture
def club(swift: Club) -> Club:
    return swift


@pytest.fixture
def ours(club: Club, request: pytest.FixtureRequest) -> Any:
    """A group of its own, for names are taken once."""
    return group(club, name=request.node.name[:200])


@pytest.fixture
def ada(club: Club) -> int:
    return customer(club, next(_customers))


@pytest.fixture
def child(club: Club) -> int:
    return customer(club, next(_customers))


@pytest.fixture
def mine(club: Club, ours: Any) -> Iterator[Any]:
    """A milestone; it is the second of five months."""
    made = target(club, ours)
    yield made
    club.ask("DELETE", place(made))  # one event serves so many targets


@pytest.fixture
def run(club: Club, request: pytest.FixtureRequest) -> Any:
    """A streak of months with two levels."""
    of = group(club, name=f"streak {request.node.name}"[:200], trackingType="STREAKS")
    levels = [{"name": "l1", "cycles": 1}, {"name": "l2", "cycles": 2}]
    return target(club, of, targetType="COUNT", eventName="visit", defaultValue=1, levels=levels)
