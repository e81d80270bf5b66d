"""The hour and the weekday of an event, as the tenant's wall shows them."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.rules.conditions import is_true
from chalicelib.domain.rules.definitions import parse
from chalicelib.domain.rules.faults import FaultyDefinition
from chalicelib.domain.rules.model import ActivityEvent, Operator, SubFact, SubRule

from .making import body, event, rule, rule_set, sub, subs, when

ZONES = ("Europe/London", "America/New_York", "Asia/Kolkata", "UTC")
HOUR, WEEKDAY = "event.hour", "event.weekday"


def asked(fact: str, operator: str, constant: object):
    wins = rule("event.count", ">=", "1", subs(sub(fact, operator, constant)))
    return parse("goal", body(rule_set(when(wins))))


def told(at: str, zone: str) -> ActivityEvent:
    return replace(event("1", at=datetime.fromisoformat(at)), zone=zone)


@pytest.mark.parametrize(
    ("at", "zone", "hour", "weekday"),
    [
        ("2026-03-29T00:59:00Z", "Europe/London", 0, 7),
        ("2026-03-29T01:00:00Z", "Europe/London", 2, 7),  # 01:00 to 02:00 did not take place
        ("2026-10-25T00:30:00Z", "Europe/London", 1, 7),
        ("2026-10-25T01:30:00Z", "Europe/London", 1, 7),  # a second time
        ("2026-11-01T05:30:00Z", "America/New_York", 1, 7),
        ("2026-11-01T06:30:00Z", "America/New_York", 1, 7),
        ("2026-11-23T04:59:59Z", "America/New_York", 23, 7),
        ("2026-11-23T05:00:00Z", "America/New_York", 0, 1),
        ("2026-11-22T18:30:00Z", "Asia/Kolkata", 0, 1),
        ("2026-11-22T18:29:59Z", "Asia/Kolkata", 23, 7),
    ],
)
def test_both_are_those_of_the_wall(at: str, zone: str, hour: int, weekday: int) -> None:
    one = told(at, zone)

    assert is_true(SubRule(SubFact.HOUR, Operator.EQUAL, Decimal(hour)), one)
    assert is_true(SubRule(SubFact.WEEKDAY, Operator.EQUAL, Decimal(weekday)), one)


@given(at=st.datetimes(timezones=st.just(UTC)), zone=st.sampled_from(ZONES))
def test_any_time_has_an_hour_and_a_weekday(at: datetime, zone: str) -> None:
    try:
        wall = at.astimezone(ZoneInfo(zone))
    except OverflowError:
        wall = at  # no calendar goes there
    one = replace(event("1", at=at), zone=zone)

    assert (one.local.hour, one.local.isoweekday()) == (wall.hour, wall.isoweekday())


@pytest.mark.parametrize(
    ("fact", "operator", "constant"),
    [
        (HOUR, "<", 8),
        (HOUR, ">=", "20"),
        (HOUR, "<>", 0),
        (WEEKDAY, ">", 5),
        (WEEKDAY, "==", 7),
        (HOUR, "<=", 23),
    ],
)
def test_every_comparison_of_numbers_may_be_asked(fact: str, operator: str, constant: object) -> None:
    assert asked(fact, operator, constant)


@pytest.mark.parametrize(
    ("fact", "operator", "constant"),
    [
        (HOUR, "==", 24),
        (HOUR, "==", -1),
        (HOUR, "==", "8.5"),
        (HOUR, "==", "eight"),
        (HOUR, "before", 8),
        (WEEKDAY, "==", 0),
        (WEEKDAY, "==", 8),
        (WEEKDAY, "==", True),
        (WEEKDAY, "after", "2026-11-22"),
    ],
)
def test_what_no_wall_shows_is_refused(fact: str, operator: str, constant: object) -> None:
    with pytest.raises(FaultyDefinition):
        asked(fact, operator, constant)
