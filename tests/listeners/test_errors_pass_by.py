"""What fails is tried again or passed over, and nothing that stands beside it has to wait for it."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.domain.mail import LEASE
from chalicelib.listeners import due, stream
from chalicelib.store.keys import Key
from chalicelib.wiring import Unavailable, Wiring
from sandbox.gateway import Context
from tests.asking import Club

CLOCKS_APART = timedelta(seconds=10)


class Failing:
    """Does what is due but for the first piece of it."""

    def __init__(self, with_: Exception) -> None:
        self.error, self.first, self.done = with_, None, due.do

    def __call__(self, wired: Wiring, key: Key) -> bool:
        self.first = self.first or key
        if key == self.first:
            raise self.error
        return self.done(wired, key)


def records(club: Club) -> list[dict[str, Any]]:
    """What the stream tells of the events that wait."""
    keys = [{name: item[name] for name in ("pk", "sk")} for item in club.items() if item["sk"]["S"] == "EV"]
    return [
        {"eventName": "INSERT", "dynamodb": {"Keys": key, "SequenceNumber": str(number)}}
        for number, key in enumerate(keys, 1)
    ]


def waiting(club: Club) -> list[str]:
    return [one["uid"] for one in club.got("event/")["results"] if one["state"] == "due"]


def test_only_the_record_that_found_the_table_unavailable_is_delivered_again(
    club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        club.finished()
    monkeypatch.setattr(due, "do", Failing(Unavailable("for a moment")))
    told = records(club)

    answer = stream.handle({"Records": told}, Context("a batch"))

    assert answer == {"batchItemFailures": [{"itemIdentifier": "1"}]}
    assert (len(told), len(waiting(club))) == (3, 1)


def test_due_work_that_fails_stands_in_nobody_s_way(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        club.finished()
    club.house.clock.turn_to(club.house.clock.now() + timedelta(hours=1))
    monkeypatch.setattr(due, "do", Failing(RuntimeError("a bug of its own")))

    done = club.house.sweep()

    assert done["failed"] == 1 and done["done"] >= 2
    assert len(waiting(club)) <= 1


def test_a_mail_s_lease_outlasts_ses_s_slowest_answer_and_clocks_that_differ() -> None:
    slowest = timedelta(seconds=wiring.SES.connect_timeout + wiring.SES.read_timeout)

    assert slowest + CLOCKS_APART <= LEASE
