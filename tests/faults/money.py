"""What stands before each flow of money: plans, payments, invoices, as the product leaves them."""

from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib.actions import renewing
from tests.faults.flow import Arrange
from tests.faults.injector import Killed, Plan
from tests.faults.stage import Item, Stage

START = date(2026, 11, 21)
# A period that began then ends within hours of the stage's noon.
LAST_DAY = date(2025, 11, 22)


def a_membership(payments: int, amount: str = "100.00", start: date = START) -> Arrange:
    """With a fee and a plan that nobody has unpacked yet; its first payment is due on the first day."""

    def arrange(stage: Stage) -> None:
        club = stage.club
        plan = club.made("payment_plan/", {"name": "Monthly", "payments": payments, "interval": "P1M"})
        kind = club.made("membership_type/", {"name": "Fellow", "period": "P1Y"})
        contact = club.person(email="ada@example.org")
        fee = {
            "amount": amount,
            "currency": "GBP",
            "payment_plan": plan["uri"],
            "start_date": start.isoformat(),
        }
        member = club.made("member/", {"member": contact["uri"], "membership_type": kind["uri"], **fee})
        stage.notes |= {"plan": plan["uid"], "contact": contact["uri"], "payer": contact["uid"]}
        stage.notes |= {"uid": member["uid"], "member": member["uri"]}

    return arrange


def unpacked(stage: Stage) -> None:
    assert _asked(stage, "member/{uid}/unpack_payment_plan/").status == 201
    found = stage.club.got(f"payment/?member={stage.notes['uid']}&page_size=100")["results"]
    stage.notes |= {"first": found[0]["uid"], "last": found[-1]["uid"]}


def nothing_ahead(stage: Stage) -> None:
    assert _asked(stage, "member/{uid}/delete_future_scheduled_payments/").status == 200


def a_payment(stage: Stage) -> None:
    a_buyer(stage)
    said = {"contact": stage.notes["contact"], "amount": "40.00", "currency": "GBP", "due_date": "2026-11-22"}
    stage.notes["payment"] = stage.club.made("payment/", said)["uid"]


def a_billed_payment(stage: Stage) -> None:
    """Two payments that together settle one invoice."""
    an_invoice(stage)
    said = {"contact": stage.notes["contact"], "currency": "GBP", "invoice": stage.notes["invoice"]}
    for name, amount in (("payment", "25.00"), ("other", "15.00")):
        stage.notes[name] = stage.club.made("payment/", {**said, "amount": amount})["uid"]


def an_invoice(stage: Stage) -> None:
    a_buyer(stage)
    lines = [{"description": "Kit", "unit_price": "40.00"}]
    made = stage.club.made("invoice/", {"contact": stage.notes["contact"], "currency": "GBP", "lines": lines})
    stage.notes |= {"invoice": made["uri"], "invoice_uid": made["uid"]}


def a_quote(stage: Stage) -> None:
    a_buyer(stage)
    lines = [{"description": "Kit", "unit_price": "40.00"}]
    made = stage.club.made("quote/", {"contact": stage.notes["contact"], "currency": "GBP", "lines": lines})
    stage.notes["quote"] = made["uid"]


def a_plan(stage: Stage) -> None:
    terms = {"name": "Monthly", "payments": 12, "interval": "P1M"}
    stage.notes["plan"] = stage.club.made("payment_plan/", terms)["uid"]


def renewed(stage: Stage) -> None:
    """The confirmation is told, and nobody has followed it yet."""
    ended_soon(stage)
    reply = _asked(stage, "member/{uid}/renew/")
    assert reply.status == 201, reply.body


def renewed_by_itself(stage: Stage) -> None:
    """The clock has renewed it, and nobody has read its plan yet."""
    renews_today(95)(stage)
    table, now = stage.house.wired.table.of(stage.club.tenant), stage.house.clock.now()
    assert renewing.walk(table, stage.notes["uid"], now=now) == 1


def renews_today(payments: int) -> Arrange:
    """By itself, since midnight; and no clock has come by since."""

    def arrange(stage: Stage) -> None:
        a_membership(payments, start=LAST_DAY)(stage)
        stage.club.done(f"member/{stage.notes['uid']}/", {"auto_renew": True})
        _asked(stage, "member/{uid}/activate/")
        stage.house.settle()
        stage.wait(hours=12)

    return arrange


def begun(stage: Stage) -> None:
    """Somebody began to unpack and died at once."""
    stage.injector.arm(Plan("kill_after", _call_that_begins(stage)))
    try:
        _asked(stage, "member/{uid}/unpack_payment_plan/")
    except Killed:
        assert stage.injector.calls[-1] == "PutItem"
    stage.injector.disarm()


def _call_that_begins(stage: Stage) -> int:
    """After the key, the membership and the plan were read, the first write says what is agreed on."""
    return 4


def payments_come_to_their_total(_: Stage, items: list[Item]) -> None:
    """M4: whatever happened, an unpacked plan has made each of its payments once, and they add up."""
    for kept in (
        item for item in items if item["sk"] == "M" and item.get("plan", {}).get("state") == "unpacked"
    ):
        plan = kept["plan"]
        mine = [item for item in items if item["sk"] == "PAY" and _is_of(item, kept)]
        living = [Decimal(item["amount"]["amount"]) for item in mine if "deleted" not in item]
        assert len({item["pk"] for item in mine}) == plan["count"], f"{len(mine)} of {plan['count']} payments"
        if len(living) == plan["count"]:
            assert sum(living) == Decimal(plan["terms"]["total"]["amount"])


def _is_of(item: Item, kept: Item) -> bool:
    return bool(item.get("spk", "").split("#")[2:3] == [kept["uid"]])


def ended_soon(stage: Stage) -> None:
    """Its last day has come, and it may be renewed."""
    a_membership(3, start=LAST_DAY)(stage)
    _asked(stage, "member/{uid}/activate/")
    stage.house.settle()


def a_buyer(stage: Stage) -> None:
    contact = stage.club.person(email="ada@example.org")
    stage.notes |= {"contact": contact["uri"], "payer": contact["uid"]}


def _asked(stage: Stage, path: str) -> Any:
    return stage.club.ask("POST", path.format(**stage.notes))
