"""Many at once on the same membership or booking, on DynamoDB Local: one period follows, one word is told."""

from collections import Counter
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from chalicelib.listeners import due
from chalicelib.store import keys
from sandbox.gateway import Reply
from tests.asking import Club
from tests.races.collisions import Collisions
from tests.races.conftest import ROUNDS
from tests.races.crowd import at_once

pytestmark = pytest.mark.local
CROWD, HALF = 64, 32
TICKETS = 250
each_round = pytest.mark.parametrize("number", range(ROUNDS))


@pytest.fixture(scope="module")
def kind(club: Club) -> Any:
    return club.made(
        "membership_type/", {"name": "Fellow", "period": "P365D", "price": "12.00", "currency": "GBP"}
    )


def a_membership(club: Club, kind: Any, **more: Any) -> Any:
    """Pending, in a period that ends tomorrow."""
    start = club.house.clock.now().date() + timedelta(days=1 - 365)
    said = {
        "member": club.person()["uri"],
        "membership_type": kind["uri"],
        "start_date": start.isoformat(),
    }
    return club.made("member/", {**said, **more})


def an_active_one(club: Club, kind: Any, **more: Any) -> Any:
    member = a_membership(club, kind, **more)
    assert post(club, member, "activate").status == 200
    return member


def post(club: Club, member: Any, verb: str) -> Reply:
    return club.ask("POST", f"member/{member['uid']}/{verb}/")


def periods(club: Club, member: Any) -> list[Any]:
    found: list[Any] = club.got(f"member/?contact={member['member']}")["results"]
    return found


def told(club: Club, member: Any, event: str) -> int:
    return sum(
        club.got(f"event/?subject={one['uid']}&type={event}")["total"] for one in periods(club, member)
    )


@each_round
def test_of_64_renewals_one_makes_the_next_period(
    club: Club, kind: Any, collisions: Collisions, number: int
) -> None:
    member = an_active_one(club, kind)

    replies = at_once([partial(post, club, member, "renew")] * CROWD)

    assert Counter(reply.status for reply in replies) == {201: 1, 409: CROWD - 1}
    assert len(periods(club, member)) == 2
    assert told(club, member, "renewal_confirmation") == 1


@each_round
def test_renewed_by_32_people_and_32_clocks_it_goes_on_once(club: Club, kind: Any, number: int) -> None:
    member = an_active_one(club, kind, auto_renew=True)
    clock = club.house.clock
    clock.turn_to(clock.now() + timedelta(days=1))
    tick = partial(due.do, club.house.wired, keys.membership(club.tenant, member["uid"]))

    replies = at_once([partial(post, club, member, "renew"), tick] * HALF)

    made = Counter(reply.status for reply in replies if isinstance(reply, Reply))
    assert made[201] <= 1 and made[201] + made[409] == HALF
    assert {reply for reply in replies if not isinstance(reply, Reply)} == {True}
    old, new = sorted(periods(club, member), key=lambda one: one["start_date"])
    assert (old["renewed_as"].split("/")[3], new["start_date"]) == (new["uid"], old["end_date"])
    assert told(club, member, "renewal_confirmation") == 1


@each_round
def test_cancelled_and_renewed_at_once_nothing_goes_on(club: Club, kind: Any, number: int) -> None:
    member = an_active_one(club, kind)

    replies = at_once([partial(post, club, member, verb) for verb in ("cancel", "renew") * HALF])

    cancels, renewals = (Counter(reply.status for reply in half) for half in (replies[::2], replies[1::2]))
    assert cancels == {200: 1, 409: HALF - 1}
    assert renewals[201] <= 1 and renewals[201] + renewals[409] == HALF
    assert [one["status"] for one in periods(club, member)] == ["cancelled"] * (1 + renewals[201])
    assert told(club, member, "cancelled_membership") == 1


@each_round
def test_cancelled_and_activated_at_once_it_is_cancelled(club: Club, kind: Any, number: int) -> None:
    member = a_membership(club, kind)

    replies = at_once([partial(post, club, member, verb) for verb in ("cancel", "activate") * HALF])

    cancels, others = (Counter(reply.status for reply in half) for half in (replies[::2], replies[1::2]))
    assert cancels == {200: 1, 409: HALF - 1}
    assert others[200] <= 1 and others[200] + others[409] == HALF
    assert [one["status"] for one in periods(club, member)] == ["cancelled"]
    assert told(club, member, "new_membership") == others[200]


def test_unpacked_and_deleted_at_once_all_lie_ahead_or_none(club: Club, kind: Any) -> None:
    plan = club.made("payment_plan/", {"name": "Long", "payments": 120, "interval": "P1M"})
    today = club.house.clock.now().date().isoformat()
    member = a_membership(club, kind, payment_plan=plan["uri"], start_date=today)
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
