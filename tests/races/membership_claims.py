"""Crowds on one membership, one payment plan and one payment (M1, M4, D07, D14)."""

from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from chalicelib.listeners import due
from chalicelib.store import keys
from sandbox.gateway import Reply
from tests.asking import Club
from tests.races.claim import CROWD, HALF, Claim, Round, statuses

PAYMENTS = 12


def a_membership(club: Club, **more: Any) -> Any:
    """Pending, in a period that ends tomorrow."""
    terms = {"name": "Fellow", "period": "P365D", "price": "99.99", "currency": "GBP"}
    kind = club.made("membership_type/", terms)
    start = club.house.clock.now().date() + timedelta(days=1 - 365)
    said = {"member": club.person()["uri"], "membership_type": kind["uri"], "start_date": start.isoformat()}
    return club.made("member/", {**said, **more})


def an_active_one(club: Club, **more: Any) -> Any:
    member = a_membership(club, **more)
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


def all_renew(club: Club, _: int) -> Round:
    member = an_active_one(club)

    def one_period_follows(replies: list[Any]) -> None:
        assert statuses(replies) == {201: 1, 409: CROWD - 1}
        assert len(periods(club, member)) == 2
        assert told(club, member, "renewal_confirmation") == 1

    return [partial(post, club, member, "renew")] * CROWD, one_period_follows


def renewed_by_people_and_clocks(club: Club, _: int) -> Round:
    member = an_active_one(club, auto_renew=True)
    clock = club.house.clock
    clock.turn_to(clock.now() + timedelta(days=1))
    tick = partial(due.do, club.house.wired, keys.membership(club.tenant, member["uid"]))

    def it_goes_on_once(replies: list[Any]) -> None:
        made = statuses(replies[::2])
        assert made[201] <= 1 and made[201] + made[409] == HALF
        assert set(replies[1::2]) == {True}
        old, new = sorted(periods(club, member), key=lambda one: str(one["start_date"]))
        assert (old["renewed_as"].split("/")[3], new["start_date"]) == (new["uid"], old["end_date"])
        assert told(club, member, "renewal_confirmation") == 1

    return [partial(post, club, member, "renew"), tick] * HALF, it_goes_on_once


def cancelled_and_renewed(club: Club, _: int) -> Round:
    member = an_active_one(club)

    def nothing_goes_on(replies: list[Any]) -> None:
        cancels, renewals = statuses(replies[::2]), statuses(replies[1::2])
        assert cancels == {200: 1, 409: HALF - 1}
        assert renewals[201] <= 1 and renewals[201] + renewals[409] == HALF
        assert [one["status"] for one in periods(club, member)] == ["cancelled"] * (1 + renewals[201])
        assert told(club, member, "cancelled_membership") == 1

    return [partial(post, club, member, verb) for verb in ("cancel", "renew") * HALF], nothing_goes_on


def cancelled_and_activated(club: Club, _: int) -> Round:
    member = a_membership(club)

    def it_is_cancelled(replies: list[Any]) -> None:
        cancels, others = statuses(replies[::2]), statuses(replies[1::2])
        assert cancels == {200: 1, 409: HALF - 1}
        assert others[200] <= 1 and others[200] + others[409] == HALF
        assert [one["status"] for one in periods(club, member)] == ["cancelled"]
        assert told(club, member, "new_membership") == others[200]

    return [partial(post, club, member, verb) for verb in ("cancel", "activate") * HALF], it_is_cancelled


def all_unpack(club: Club, _: int) -> Round:
    plan = club.made("payment_plan/", {"name": "Monthly", "payments": PAYMENTS, "interval": "P1M"})
    member = a_membership(club, payment_plan=plan["uri"])

    def the_total_is_exact(replies: list[Any]) -> None:
        assert statuses(replies) == {201: 1, 409: CROWD - 1}
        found = club.got(f"payment/?member={member['uid']}&page_size=100")["results"]
        assert len({one["uid"] for one in found}) == len(found) == PAYMENTS
        assert sum(Decimal(one["amount"]) for one in found) == Decimal("99.99")

    return [partial(post, club, member, "unpack_payment_plan")] * CROWD, the_total_is_exact


def all_pay(club: Club, _: int) -> Round:
    said = {"contact": club.person()["uri"], "amount": "1.00", "currency": "GBP"}
    one = f"payment/{club.made('payment/', said)['uid']}/"

    def one_receipt_is_written(replies: list[Any]) -> None:
        assert statuses(replies) == {200: 1, 409: CROWD - 1}
        [won] = [reply.json["reference"] for reply in replies if reply.status == 200]
        assert club.got(one)["reference"] == won

    slips = [{"reference": f"slip {number}"} for number in range(CROWD)]
    return [partial(club.ask, "POST", one + "pay/", slip) for slip in slips], one_receipt_is_written


CLAIMS = (
    Claim("renew (M1)", all_renew),
    Claim("renew / the clock (M1)", renewed_by_people_and_clocks, every=5),
    Claim("cancel / renew (D07)", cancelled_and_renewed, every=5),
    Claim("cancel / activate (D07)", cancelled_and_activated, every=5),
    Claim("unpack (M4, D14)", all_unpack),
    Claim("pay", all_pay),
)
