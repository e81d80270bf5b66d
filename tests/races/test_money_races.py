"""Many at once on the same money, on DynamoDB Local: one unpacking, one receipt, no gap in the numbers."""

from collections import Counter
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from tests.asking import Club
from tests.races.crowd import at_once

pytestmark = pytest.mark.local
CROWD = 64
FEW = 24
LINES = [{"description": "Kit", "unit_price": "24.00"}]


@pytest.fixture(scope="module")
def person(club: Club) -> Any:
    return club.person()


def a_membership(club: Club, person: Any, start: str) -> Any:
    plan = club.made("payment_plan/", {"name": "Long", "payments": 240, "interval": "P1M"})
    kind = club.made(
        "membership_type/", {"name": "Fellow", "period": "P1Y", "price": "999.99", "currency": "GBP"}
    )
    said = {"member": person["uri"], "membership_type": kind["uri"], "payment_plan": plan["uri"]}
    return club.made("member/", {**said, "start_date": start})


def payments_of(club: Club, member: Any) -> list[Any]:
    pages = [club.got(f"payment/?member={member['uid']}&page_size=100&page={page}") for page in (1, 2, 3)]
    return [one for page in pages for one in page["results"]]


def test_of_64_unpackings_one_wins_and_the_total_is_exact(club: Club, person: Any) -> None:
    member = a_membership(club, person, "2026-11-21")
    unpack = partial(club.ask, "POST", f"member/{member['uid']}/unpack_payment_plan/")

    replies = at_once([unpack] * CROWD)

    assert Counter(reply.status for reply in replies) == {201: 1, 409: CROWD - 1}
    found = payments_of(club, member)
    assert len({one["uid"] for one in found}) == len(found) == 240
    assert sum(Decimal(one["amount"]) for one in found) == Decimal("999.99")


def test_paying_and_deleting_at_once_never_loses_a_paid_payment(club: Club, person: Any) -> None:
    member = a_membership(club, person, "2026-12-01")
    assert club.ask("POST", f"member/{member['uid']}/unpack_payment_plan/").status == 201
    ahead = payments_of(club, member)[-FEW:]
    pays = [partial(club.ask, "POST", f"payment/{one['uid']}/pay/", {}) for one in ahead]
    delete = partial(club.ask, "POST", f"member/{member['uid']}/delete_future_scheduled_payments/")

    *paid, deleted = at_once([*pays, delete])

    assert deleted.status == 200 and {reply.status for reply in paid} <= {200, 404}
    receipts = [reply.json["uid"] for reply in paid if reply.status == 200]
    left = payments_of(club, member)
    assert sorted(one["uid"] for one in left if one["status"] == "paid") == sorted(receipts)
    assert [one for one in left if one["status"] == "scheduled"] == []


def test_invoices_issued_at_once_have_numbers_without_a_gap(club: Club, person: Any) -> None:
    said = {"contact": person["uri"], "currency": "GBP", "lines": LINES}

    replies = at_once([partial(club.ask, "POST", "invoice/", said)] * FEW)

    numbers = sorted(reply.json["number"] for reply in replies if reply.status == 201)
    assert {reply.status for reply in replies} <= {201, 409}  # Busy, where too many others were faster
    assert numbers == [f"INV-{n:06}" for n in range(1, len(numbers) + 1)]
    assert len(numbers) > FEW // 2


def test_payments_of_one_invoice_made_at_once_are_all_counted(club: Club, person: Any) -> None:
    invoice = club.made("invoice/", {"contact": person["uri"], "currency": "GBP", "lines": LINES})
    said = {"contact": person["uri"], "amount": "1.00", "currency": "GBP", "invoice": invoice["uri"]}
    uids = [club.made("payment/", said)["uid"] for _ in range(FEW)]

    replies = at_once([partial(club.ask, "POST", f"payment/{uid}/pay/", {}) for uid in uids])

    paid = sum(reply.status == 200 for reply in replies)
    kept = club.got(f"invoice/{invoice['uid']}/")
    assert kept["paid"] == f"{paid}.00"
    assert (kept["status"] == "paid") == (paid == FEW)
