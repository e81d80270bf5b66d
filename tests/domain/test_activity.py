"""What is known of an activity event: whose it is, that it was counted, and why it waits."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.activity import (
    MARK,
    MOST_MARKS,
    SKEW,
    STAYING_MARKS,
    Arrived,
    Marks,
    Receipt,
    SetAside,
    split,
)
from chalicelib.domain.rules.model import ActivityEvent

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
UIDS = [f"event-{number}" for number in range(60)]
COUNTED = Marks().with_counted(UIDS)


def an_event(zone: str = "UTC") -> Arrived:
    return Arrived("c" * 24, ActivityEvent("e1", NOON, "sale", zone=zone), NOON, "r1")


def test_its_id_is_the_events() -> None:
    assert an_event().uid == "e1"


def test_a_tenants_calendar_tells_its_day() -> None:
    arrived = an_event()

    moved = arrived.in_zone("Pacific/Auckland")

    assert moved == replace(arrived, event=replace(arrived.event, zone="Pacific/Auckland"))
    assert arrived.in_zone("UTC") is arrived


def test_what_was_counted_is_known_and_nothing_else() -> None:
    marks = Marks(COUNTED)

    assert all(marks.holds(uid) for uid in UIDS)
    assert not marks.holds("event-60") and not Marks().holds(UIDS[0])


def test_a_mark_is_read_where_it_begins_and_not_across_two() -> None:
    shifted = Marks(b"\0" * (MARK // 2) + Marks().with_counted(UIDS[:1]) + b"\0" * (MARK // 2))

    assert not shifted.holds(UIDS[0])


def test_what_is_counted_later_comes_behind() -> None:
    assert Marks(Marks().with_counted(UIDS[:1])).with_counted(UIDS[1:]) == COUNTED


def test_only_what_came_before_the_last_page_may_be_on_one() -> None:
    marks = Marks(moved=NOON)

    assert marks.may_be_on_a_page(NOON) and marks.may_be_on_a_page(NOON + SKEW)
    assert not marks.may_be_on_a_page(NOON + SKEW + timedelta(microseconds=1))
    assert not Marks().may_be_on_a_page(NOON)


def test_nothing_moves_to_a_page_before_there_are_too_many() -> None:
    assert split(COUNTED[: MOST_MARKS * MARK]) == (b"", COUNTED[: MOST_MARKS * MARK])
    assert split(COUNTED[: 2 * MARK], 2) == (b"", COUNTED[: 2 * MARK])


@pytest.mark.parametrize(("count", "most"), [(MOST_MARKS + 1, MOST_MARKS), (33, 32)])
def test_then_the_latest_stay_and_the_older_ones_move(count: int, most: int) -> None:
    moved, stays = split(COUNTED[: count * MARK], most)

    assert moved + stays == COUNTED[: count * MARK]
    assert len(stays) == STAYING_MARKS * MARK


def test_a_receipt_is_as_long_as_its_events() -> None:
    receipt = Receipt("r", NOON, NOON, NOON, {"a": ("1", "2"), "b": ("3",)})

    assert len(receipt) == 3


def test_what_is_set_aside_says_whether_it_came_again() -> None:
    waiting = SetAside("s", "c", "e", "too large", NOON, NOON)

    assert waiting.state == "set_aside"
    assert replace(waiting, replayed=NOON).state == "replayed"
