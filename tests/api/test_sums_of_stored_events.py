"""What the road adds up against what is stored: events late, twice, out of order, counted in any batches."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib import wiring
from chalicelib.actions import evaluating
from chalicelib.domain.activity import Arrived, activity_uid
from chalicelib.domain.measures import by_window
from chalicelib.domain.rules.model import ActivityEvent
from chalicelib.domain.rules.tokens import digest
from chalicelib.store import activity, progress
from chalicelib.store.table import ConditionFailed, TenantTable
from tests.asking import Club
from tests.domain.test_measures import ZONES, oracle, times, values

NOW = datetime(2027, 2, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def table(shared_club: Club) -> TenantTable:
    wiring.use(shared_club.house.wired)
    return shared_club.house.wired.table.of(shared_club.tenant)


def stored(table: TenantTable, one: Arrived) -> None:
    try:
        table.put(activity.arrived(table.tenant, one))
    except ConditionFailed:
        return  # told again


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told=st.lists(st.tuples(times, values, st.integers(0, 25)), max_size=18),
    zone=st.sampled_from(ZONES),
    seed=st.integers(0, 999),
)
def test_sums_are_those_of_the_stored_events(
    shared_club: Club, table: TenantTable, told: Any, zone: str, seed: int
):
    """The same reference is the same event, whatever else it says the second time: the first told stands."""
    shared_club.done("tenant/", {"timezone": zone})
    contact, chance = uuid4().hex[:24], Random(seed)
    arrived = [
        Arrived(contact, _sale(activity_uid(f"sale {ref}"), at, value), NOW + timedelta(minutes=n), "test", 0)
        for n, (at, value, ref) in enumerate(told)
    ]
    for one in arrived:
        stored(table, one)
    known = list(activity.of_contact(table, contact, zone))

    deliveries = known + [one for one in known if chance.random() < 0.4]
    chance.shuffle(deliveries)
    while deliveries:
        batch = [deliveries.pop() for _ in range(min(len(deliveries), chance.randint(1, 5)))]
        again = evaluating.count(table, shared_club.house.wired.rules, batch, now=NOW)
        assert not again

    kept = progress.load(table, contact, digest("sale"))
    assert by_window(kept.sums.get("sales", {})) == oracle(one.event for one in known)


def _sale(uid: str, at: datetime, value: Decimal | None) -> ActivityEvent:
    return ActivityEvent(id=uid, at=at, action="sale", value=value, received=NOW)
