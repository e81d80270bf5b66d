"""Many at once on the same membership or booking, on DynamoDB Local: all lies ahead or none, all moves once."""

from collections import Counter
from functools import partial
from typing import Any

import pytest

from tests.asking import Club
from tests.races.crowd import at_once
from tests.races.membership_claims import a_membership, post

pytestmark = pytest.mark.local
TICKETS = 250


def test_unpacked_and_deleted_at_once_all_lie_ahead_or_none(club: Club) -> None:
    plan = club.made("payment_plan/", {"name": "Long", "payments": 120, "interval": "P1M"})
    today = club.house.clock.now().date().isoformat()
    member = a_membership(club, payment_plan=plan["uri"], start_date=today)
    verbs = ("unpack_payment_plan", "delete_future_scheduled_payments") * 8

    replies = at_once([partial(post, club, member, verb) for verb in verbs])

    unpacked, deleted = replies[::2], replies[1::2]
    assert Counter(reply.status for reply in unpacked) == {201: 1, 409: 7}
    assert {reply.status for reply in deleted} == {200}
    left = club.got(f"payment/?member={member['uid']}")["total"]
    assert left == 120 - sum(reply.json["deleted"] for reply in deleted)
    assert left in (1, 120)


def test_of_eight_rebases_each_ticket_is_moved_by_one(club: Club) -> None:
    booking = club.made("booking/", {"name": "Camp", "start_date": "2026-12-01"})
    said = {"booking": booking["uri"], "date": "2026-12-01", "name": "Ada"}
    made = at_once([partial(_made, club, said, TICKETS // 10)] * 10)
    club.done(f"booking/{booking['uid']}/", {"start_date": "2026-12-08"})

    replies = at_once([partial(club.ask, "PUT", f"booking/{booking['uid']}/ticket_rebase/")] * 8)

    assert {reply.status for reply in replies} == {200}
    moved = [change["uri"] for reply in replies for change in reply.json["ticket_changes"]]
    assert sorted(moved) == sorted(uri for uris in made for uri in uris)
    again = club.done(f"booking/{booking['uid']}/ticket_rebase/")
    assert (again["ticket_changes"], again["unchanged_tickets"]) == ([], TICKETS)


def _made(club: Club, said: Any, count: int) -> list[str]:
    return [club.made("ticket/", said)["uri"] for _ in range(count)]
