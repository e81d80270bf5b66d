"""Whether all is well, as an admin's monitor asks: what was looked at, and what it was."""

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.asking import Club
from tests.conftest import NOON
from tests.listeners.test_following import answer_ses


def ready(club: Club, **more: Any) -> Any:
    return club.got("/health/ready", **more)


def swept(club: Club, minutes: int) -> None:
    """The sweep runs so many minutes after noon, and nothing before it."""
    club.house.clock.turn_to(NOON + timedelta(minutes=minutes))
    club.house.sweep()


def bad(club: Club) -> dict[str, Any]:
    said = ready(club)
    found = {name: check["value"] for name, check in said["checks"].items() if not check["ok"]}
    assert said["ready"] is not bool(found)
    return found


def test_a_house_that_was_swept_lately_is_ready(club: Club) -> None:
    swept(club, 4)

    assert ready(club) == {
        "ready": True,
        "checks": {
            "version": {"ok": True, "value": "0.1.0"},
            "table": {"ok": True, "value": "answers"},
            "last_sweep": {"ok": True, "value": "2026-11-21T12:04:00"},
            "due_work_oldest_s": {"ok": True, "value": 0},
            "outbox_due_oldest_s": {"ok": True, "value": 0},
            "due_failed": {"ok": True, "value": 0},
            "sending": {"ok": True, "value": "enabled"},
        },
    }


def test_where_no_sweep_ever_ran_none_is_told_of(club: Club) -> None:
    assert bad(club) == {"last_sweep": None}


def test_a_sweep_that_has_long_been_silent_is_not_well(club: Club) -> None:
    swept(club, 4)

    club.house.clock.turn_to(NOON + timedelta(minutes=15))
    in_time = bad(club)
    club.house.clock.turn_to(NOON + timedelta(minutes=15, seconds=1))

    assert in_time == {}
    assert bad(club) == {"last_sweep": "2026-11-21T12:04:00"}


def test_the_sweep_leaves_word_each_fifth_minute_alone_while_all_is_well(club: Club) -> None:
    for minute in range(1, 10):
        swept(club, minute)

    lines = [json.loads(line) for line in club.house.lines]
    sweeps = [(line["ts"][14:16], line["aws_calls"]) for line in lines if line["event"] == "sweep"]
    assert sweeps == [(f"{minute:02}", 9 if minute in (4, 9) else 8) for minute in range(1, 10)]


def test_what_waits_too_long_is_told_with_its_age(club: Club) -> None:
    club.finished()
    club.house.faults.lose_next = 1_000

    swept(club, 20)

    assert bad(club) == {"due_work_oldest_s": 19 * 60}


def test_an_account_that_may_not_send_is_told_until_it_may(club: Club) -> None:
    answer_ses(club, code="SendingPausedException", times=1)
    club.finished()
    club.house.faults.lose_next = 1_000

    swept(club, 2)
    swept(club, 3)
    paused = bad(club)
    swept(club, 6)

    assert paused == {"sending": "paused"}
    assert bad(club) == {}
    assert len(club.mails()) == 1


def test_a_table_that_does_not_answer_is_a_503(club: Club) -> None:
    club.house.engine.throttle_next = 3

    assert club.ask("GET", "/health/ready").status == 503


@pytest.mark.parametrize(("role", "status"), [(None, 401), ("member", 403), ("coach", 403), ("other", 200)])
def test_admins_alone_may_ask_and_no_tenant_is_named(club: Club, role: str | None, status: int) -> None:
    swept(club, 4)

    reply = club.ask("GET", "/health/ready", role=role)

    assert reply.status == status
    assert club.tenant.encode() not in reply.body
