"""What operators see of the house at work: one line for each piece of it, one id from request to mail."""

import json
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.watch.line import FIELDS, METRICS
from tests.asking import Club
from tests.competing import Arena, counting
from tests.conftest import NOON
from tests.listeners.test_following import answer_ses

OURS = "our-own-request-1"


def told(club: Club, **wanted: Any) -> list[dict[str, Any]]:
    """The lines that say this, the oldest first."""
    lines = [json.loads(line) for line in club.house.lines]
    return [line for line in lines if wanted.items() <= line.items()]


def finished(club: Club, headers: dict[str, str]) -> Any:
    uid = club.start()["uid"]
    club.done(f"achievement/{uid}/complete_all_steps/", role="coach")
    return club.ask("PUT", f"achievement/{uid}/finish/", role="coach", headers=headers)


def test_a_request_is_one_line_with_its_caller_its_route_and_its_cost(club: Club) -> None:
    club.house.lines.clear()

    reply = club.ask("GET", "person/?favourite=tea")

    (line,) = told(club)
    assert line.pop("ms") >= 0
    assert line == {
        "ts": "2026-11-21T12:00:00.000Z",
        "level": "info",
        "stack": "local",
        "fn": "api",
        "event": "request",
        "request_id": line["request_id"],
        "trace": reply.headers["X-Request-Id"],
        "tenant": club.tenant,
        "role": "admin",
        "key_id": line["key_id"],
        "route": "GET /api/v1/{flock}/person",
        "status": 422,
        "aws_calls": 1,
        "cold": True,
        "outcome": "refused",
        "err_code": "Invalid",
    }
    assert line["request_id"].endswith(line["trace"])
    assert line["key_id"] in [key["uid"] for key in club.got("api_key/")["results"]]


def test_the_first_line_of_a_container_says_that_it_was_cold(club: Club) -> None:
    club.house.build()

    for _ in range(2):
        club.ask("GET", "/health", role=None)

    assert [line.get("cold") for line in told(club, route="GET /health")] == [True, None]


def test_one_id_leads_from_the_request_to_its_event_its_mail_its_webhook_and_to_ses(club: Club) -> None:
    triggers = club.got("triggers/")
    hook = {"action": "webhook", "url": "https://receiver.example.com/"}
    triggers["achievement_completed"] = [*triggers["achievement_completed"], hook]
    club.made("webhook_secret/", None)
    club.done("triggers/", triggers)

    reply = finished(club, {"X-Request-Id": OURS})
    club.house.settle()

    assert reply.headers["X-Request-Id"] == OURS
    (mail,) = club.house.mails()
    assert mail.tags["trace"] == OURS
    seen = [(line["fn"], line["event"], line["outcome"]) for line in told(club, trace=OURS)]
    assert seen[0] == ("api", "request", "ok")
    assert set(seen[1:]) == {
        ("stream", "event", "followed"),
        ("stream", "mail", "sent"),
        ("stream", "webhook", "delivered"),
    }
    kept = {item["sk"]["S"]: item["trace"]["S"] for item in club.items() if item.get("trace") == {"S": OURS}}
    assert set(kept) == {"EV", "O", "WD"}


def test_an_events_trace_reaches_what_it_earned_alone_and_in_a_batch(club: Club) -> None:
    arena = Arena(club)
    arena.live("a" * 24, counting("win", 1))

    arena.told({"memberRefId": "ada", "action": "win"}, headers={"X-Request-Id": "alone"})
    wins = [{"memberRefId": who, "action": "win"} for who in ("bob", "cleo")]
    arena.told(*wins, headers={"X-Request-Id": "together"})
    club.house.settle()

    for trace in ("alone", "together"):
        assert "achievement_issued" in [line["type"] for line in told(club, trace=trace, event="event")]


@pytest.mark.parametrize("asked", ["ada@example.org", "a b", "x" * 65])
def test_a_header_that_can_be_no_id_is_answered_with_ours_and_stands_in_no_line(
    club: Club, asked: str
) -> None:
    reply = finished(club, {"X-Request-Id": asked})
    club.house.settle()

    assert len(reply.headers["X-Request-Id"]) == 16
    assert not [line for line in club.house.lines if asked in line]
    assert told(club, trace=reply.headers["X-Request-Id"], event="mail")


@pytest.mark.parametrize(
    ("role", "path", "status", "err_code", "metric"),
    [
        (None, "person/", 401, "NoAccess", "auth_failures"),
        ("member", "api_key/", 403, "Forbidden", None),
        ("other", "person/", 404, "NoTenant", None),
    ],
)
def test_a_refusal_is_told_by_its_kind_and_counted_where_that_matters(
    club: Club, role: str | None, path: str, status: int, err_code: str, metric: str | None
) -> None:
    club.house.lines.clear()

    club.ask("GET", path, role=role)

    (line,) = told(club)
    assert (line["status"], line["outcome"], line["err_code"]) == (status, "refused", err_code)
    assert [name for name in METRICS if name in line] == [name for name in (metric,) if name]


def test_a_mail_that_ses_does_not_take_is_told_with_its_reason_and_counted(club: Club) -> None:
    answer_ses(club, code="TooManyRequestsException", times=1)
    finished(club, {})

    club.house.settle()

    (mail,) = told(club, event="mail")
    assert (mail["outcome"], mail["err_code"], mail["tries"]) == ("due", "TooManyRequestsException", 1)
    assert sum(line["mails_postponed"] for line in told(club) if "mails_postponed" in line) == 1


def test_each_sweep_tells_that_it_ran(club: Club) -> None:
    club.house.lines.clear()

    club.house.sweep()

    (line,) = told(club)
    assert (line["fn"], line["event"], line["outcome"], line["tick_heartbeat"]) == ("sweep", "sweep", "ok", 1)
    assert "due_work_oldest_s" not in line


def test_what_the_sweep_finds_late_is_told_by_its_kind_and_age(club: Club) -> None:
    finished(club, {})
    club.house.faults.lose_next = 1000
    club.house.clock.turn_to(NOON + timedelta(minutes=20))

    club.house.sweep()

    (late,) = [line for line in told(club, fn="sweep") if "due_work_oldest_s" in line]
    assert (late["outcome"], late["oldest"], late["due_work_oldest_s"]) == ("late", "EV", 19 * 60)


def test_no_line_says_more_than_the_list_allows(club: Club) -> None:
    finished(club, {})
    club.house.settle()

    assert {name for line in told(club) for name in line} <= {*FIELDS, *METRICS, "_aws"}
