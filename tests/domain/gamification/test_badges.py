"""The badges: the seed's catalogue in its order, and what each one's own rules take to earn it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from chalicelib.domain.gamification.badges import (
    BY_NAME,
    CATALOGUE,
    Badge,
    built_in,
    found,
    in_zone,
    said_of,
)
from chalicelib.domain.rules.engine import Issue, Standing, apply
from chalicelib.domain.rules.model import ActivityEvent
from chalicelib.domain.rules.tokens import home

# Seed 002, GET /gamification/badges.
SEED = [
    "nice_and_tidy",
    "clean_sheet",
    "the_communicator",
    "the_fast_and_furious",
    "the_consistent",
    "the_explorer",
    "the_seller",
    "the_helper",
    "the_notifier",
    "the_early_bird",
    "the_fisherman",
    "the_hard_worker",
    "the_workaholic",
    "the_off_duty_performer",
    "lead_commander",
]
# Saturday the 21st: six in the morning, and nine in the evening.
MORNING = datetime(2026, 11, 21, 6, tzinfo=UTC)
EVENING = MORNING + timedelta(hours=15)
NOON_ON_MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
# A time at which an event counts for the badge.
FITTING = {"the_early_bird": MORNING, "the_workaholic": EVENING, "the_off_duty_performer": EVENING}


def events(badge: Badge, times: int, at: datetime, **apart: int) -> list[ActivityEvent]:
    step = timedelta(**apart)
    return [ActivityEvent(f"{place}", at + place * step, badge.action) for place in range(times)]


def issued(badge: Badge, told: list[ActivityEvent]) -> list[Issue]:
    now = EVENING + timedelta(days=400)
    return list(apply({}, [badge.live.definition], told, Standing(), now).issues)


def test_they_are_the_seeds_in_its_order_the_last_two_special() -> None:
    assert [(badge.id, badge.name) for badge in CATALOGUE] == list(enumerate(SEED, start=1))
    assert [badge.name for badge in CATALOGUE if badge.special] == SEED[13:]


@pytest.mark.parametrize("badge", CATALOGUE, ids=lambda badge: badge.name)
def test_a_badge_is_earned_by_its_last_event_and_not_before_and_once(badge: Badge) -> None:
    at = FITTING.get(badge.name, NOON_ON_MONDAY)
    told = events(badge, badge.times * 2, at, minutes=1)

    (issue,) = issued(badge, told)

    assert issue.event == told[badge.times - 1].id
    assert issued(badge, told[: badge.times - 1]) == []


@pytest.mark.parametrize("badge", CATALOGUE, ids=lambda badge: badge.name)
def test_only_its_own_action_counts(badge: Badge) -> None:
    others = [replace(one, action=one.action.upper()) for one in events(badge, 200, MORNING, minutes=1)]

    assert issued(badge, others) == []


@pytest.mark.parametrize("badge", CATALOGUE, ids=lambda badge: badge.name)
def test_its_counters_stand_with_all_that_counts_its_action(badge: Badge) -> None:
    """So that an event costs no write for it."""
    assert badge.live.tokens == (badge.action,)
    assert not home(badge.live.definition).startswith("A#")
    assert badge.live in found(badge.action, ())


@pytest.mark.parametrize(
    ("name", "hours", "zone"),
    [
        ("the_early_bird", {5, 6, 7}, "UTC"),
        ("the_early_bird", {4, 5, 6}, "Europe/Berlin"),
        ("the_workaholic", {20, 21, 22, 23}, "UTC"),
        ("the_workaholic", {19, 20, 21, 22}, "Europe/Berlin"),
        ("the_off_duty_performer", set(range(24)), "UTC"),
    ],
)
def test_the_clock_on_the_tenants_wall_decides(name: str, hours: set[int], zone: str) -> None:
    badge = BY_NAME[name]

    def counts(hour: int) -> bool:
        told = events(badge, badge.times, MORNING.replace(hour=hour), minutes=1)
        return bool(issued(badge, [replace(one, zone=zone) for one in told]))

    assert {hour for hour in range(24) if counts(hour)} == hours


@pytest.mark.parametrize(("day", "is_free"), [(20, False), (21, True), (22, True), (23, False)])
def test_off_duty_is_saturday_and_sunday(day: int, is_free: bool) -> None:
    told = events(BY_NAME["the_off_duty_performer"], 5, MORNING.replace(day=day), minutes=1)

    assert bool(issued(BY_NAME["the_off_duty_performer"], told)) is is_free


def test_a_weekend_begins_where_the_tenant_is() -> None:
    """Friday 23:30 in London is Saturday in Tokyo."""
    badge, friday = BY_NAME["the_off_duty_performer"], datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    told = events(badge, 5, friday, minutes=1)

    assert issued(badge, told) == []
    assert len(issued(badge, [replace(one, zone="Asia/Tokyo") for one in told])) == 1


def test_five_sales_over_two_days_are_not_fast() -> None:
    badge = BY_NAME["the_fast_and_furious"]

    assert issued(badge, events(badge, 5, EVENING, hours=1)) == []
    assert len(issued(badge, events(badge, 5, MORNING, hours=1))) == 1


def test_twenty_tasks_over_two_months_are_not_consistent_and_a_second_month_earns_nothing_more() -> None:
    badge = BY_NAME["the_consistent"]

    assert issued(badge, events(badge, 20, NOON_ON_MONDAY, days=1)) == []
    assert len(issued(badge, events(badge, 60, datetime(2026, 11, 1, tzinfo=UTC), hours=24))) == 1


def test_what_the_tenant_earns_otherwise_is_not_looked_for() -> None:
    sales = {live.uid for live in found("sale", ())}

    assert sales == {"badge:the_seller", "badge:the_fast_and_furious", "badge:the_workaholic"}
    assert {one.uid for one in found("sale", {"the_seller"})} == sales - {"badge:the_seller"}
    assert found("sale", {"the_seller", "the_fast_and_furious", "the_workaholic"}) == ()
    assert found("swim", ()) == found("Sale", ()) == ()


def test_the_id_of_built_in_rules_leads_to_their_badge_and_no_other_id_does() -> None:
    assert built_in("badge:the_seller") is BY_NAME["the_seller"]
    assert built_in("badge:the_buyer") is built_in("the_seller") is built_in("A" * 20) is None


@pytest.mark.parametrize(
    ("points", "said"), [("0", None), ("5", "5"), ("5.50", "5.5"), ("100", "100"), ("1E+3", "1000")]
)
def test_what_is_told_of_a_badge_names_it_in_words_and_its_points_if_any(points: str, said: str) -> None:
    told = said_of(BY_NAME["lead_commander"], "A" * 20, Decimal(points), EVENING)

    assert told == {
        "badge": "lead_commander",
        "badge_id": 15,
        "badge_name": "Lead commander",
        "special": True,
        "achievement": "A" * 20,
        "points": said,
        "achieved_date": "2026-11-21T21:00:00+00:00",
    }


def test_the_rules_of_a_badge_are_in_the_words_of_face_001() -> None:
    """A tenant starts its own from them."""
    rule = {
        "id": "the_workaholic",
        "fact": "event.count",
        "operator": ">=",
        "constant": 5,
        "subConditions": [
            {
                "matchCondition": "All",
                "mustEvaluateTo": True,
                "subRules": [{"fact": "event.hour", "operator": ">=", "constant": 20}],
            }
        ],
    }
    condition = {"matchCondition": "All", "mustEvaluateTo": True, "rules": [rule]}

    assert BY_NAME["the_workaholic"].definition == {
        "ruleSets": [{"priority": 1, "action": "sale", "conditions": [condition]}],
        "scheduling": {
            "scheduleType": "Once",
            "startDate": "1900-01-01T00:00:00Z",
            "scheduleOccurrencesLimit": 1,
        },
    }
    assert BY_NAME["the_workaholic"].live.name == "The workaholic"


def test_a_badge_counts_whatever_came_since_ever() -> None:
    assert all(badge.live.since == datetime(1, 1, 1, tzinfo=UTC) for badge in CATALOGUE)


def test_a_badge_goes_by_the_tenants_calendar_and_an_achievement_of_its_own_by_what_it_was_told() -> None:
    badge = BY_NAME["the_seller"].live
    own = replace(badge, uid="A" * 20)

    assert in_zone(badge, "Asia/Tokyo") == replace(badge, zone="Asia/Tokyo")
    assert in_zone(badge, "Asia/Tokyo") is in_zone(badge, "Asia/Tokyo")
    assert in_zone(own, "Asia/Tokyo") is own
