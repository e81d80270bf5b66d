"""The quiet timeline: days and not marks, what happened and not what will."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from chalicelib.domain.achievement import Achievement, StepMark
from chalicelib.domain.renewal import renew
from chalicelib.domain.timeline import Entry, newest_first, of_achievement, of_membership
from tests.domain.memberships import a_membership, a_type, an_instant

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
RULES = {"period": "P1Y", "grace_days": 30, "joined": "2026-01-02"}


def an_achievement(**done: str) -> Achievement:
    """`step_1="2026-11-21T12:00"`: when each was done, in UTC."""
    marks = {
        int(name[-1]): StepMark(an_instant(at).replace(tzinfo=UTC), "coach") for name, at in done.items()
    }
    return Achievement(
        uid="a",
        type="t",
        name="Badge 3",
        contact="c",
        contact_resource="person",
        contact_name="Ada",
        steps=("roll", "wheel", "jump"),
        created=NOON,
        last_updated=NOON,
        done=marks,
    )


def test_steps_of_one_day_are_one_entry_at_the_last_of_them() -> None:
    done = an_achievement(step_3="2026-11-21T10:00", step_1="2026-11-21T11:00", step_2="2026-11-22T10:00")

    found = list(of_achievement(done, "UTC"))

    assert [(one.what, one.steps, one.at.isoformat()) for one in found] == [
        ("steps", ("jump", "roll"), "2026-11-21T11:00:00+00:00"),
        ("steps", ("wheel",), "2026-11-22T10:00:00+00:00"),
    ]


@pytest.mark.parametrize(("zone", "entries"), [("UTC", 2), ("Pacific/Auckland", 1), ("Pacific/Honolulu", 1)])
def test_days_are_those_on_the_readers_wall(zone: str, entries: int) -> None:
    done = an_achievement(step_1="2026-11-21T23:30", step_2="2026-11-22T00:30")

    assert len(list(of_achievement(done, zone))) == entries


def test_what_is_finished_is_told_with_its_uid() -> None:
    done = an_achievement(step_1="2026-11-21T10:00", step_2="2026-11-21T10:00", step_3="2026-11-21T10:00")
    done.finish(by="coach", at=NOON)

    assert list(of_achievement(done, "UTC"))[-1] == Entry(NOON, "finished", "Badge 3", uid="a")


@pytest.mark.parametrize(
    ("given", "now", "told"),
    [
        ({}, "2026-06-01", [("member", "2026-01-02")]),
        ({"decided": "pending"}, "2026-06-01", []),
        ({"start": "2026-08-01"}, "2026-06-01", []),
        ({"start": "2026-08-01"}, "2026-08-01", [("member", "2026-08-01")]),
        ({}, "2027-01-31", [("member", "2026-01-02")]),
        ({}, "2027-02-01", [("member", "2026-01-02"), ("lapsed", "2027-02-01")]),
        ({"cancel_on": "2026-09-01"}, "2026-08-31", [("member", "2026-01-02")]),
        ({"cancel_on": "2026-09-01"}, "2026-09-01", [("member", "2026-01-02"), ("cancelled", "2026-09-01")]),
    ],
)
def test_a_membership_tells_how_it_began_and_ended(
    given: dict[str, Any], now: str, told: list[tuple[str, str]]
) -> None:
    membership = a_membership(**(RULES | given))

    found = of_membership(membership, "Grade F", now=an_instant(now))

    assert [(one.what, one.at.date()) for one in found] == [(w, date.fromisoformat(day)) for w, day in told]


def test_a_period_that_was_renewed_has_not_lapsed() -> None:
    first = a_membership(**RULES)
    second = renew(first, a_type(RULES), now=an_instant("2026-12-20"))
    now = an_instant("2027-03-01")

    found = [one.what for period in (first, second) for one in of_membership(period, "Grade F", now=now)]

    assert found == ["member", "member"]


def test_what_came_at_one_moment_has_one_order() -> None:
    entries = [
        Entry(NOON, "badge", "A"),
        Entry(NOON, "badge", "B"),
        Entry(NOON.replace(hour=13), "level", "1"),
    ]

    assert newest_first(entries) == newest_first(reversed(entries))
    assert newest_first(entries)[0].what == "level"
