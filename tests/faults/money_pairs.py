"""Two operations on the same money at once, in every order of their AWS calls (M4, M5)."""

from collections import Counter
from decimal import Decimal

from chalicelib.listeners import due
from chalicelib.store import keys
from tests.faults import acts, money
from tests.faults.pairing import Pair, asks, statuses, unharmed
from tests.faults.schedules import Played
from tests.faults.stage import Item, Stage

MEMBER, PAYMENT = "member/{uid}/", "payment/{last}/"
UNPACK = asks("POST", MEMBER + "unpack_payment_plan/")
DELETE = asks("POST", MEMBER + "delete_future_scheduled_payments/")
REMOVE = asks("POST", MEMBER + "remove_payment_plan/")
PAY = asks("POST", PAYMENT + "pay/", {})
INVOICE = {"currency": "GBP", "lines": [{"description": "Kit", "unit_price": "1"}]}


def living(items: list[Item], sk: str) -> list[Item]:
    return [item for item in items if item["sk"] == sk and "deleted" not in item]


def one_unpacks(played: Played, items: list[Item]) -> None:
    """Three payments stand, whoever of the two made which."""
    statuses((201, 409), (409, 201))(played, items)
    assert sum(Decimal(item["amount"]["amount"]) for item in living(items, "PAY")) == 100
    assert len(living(items, "PAY")) == 3


def all_or_what_is_left(played: Played, items: list[Item]) -> None:
    """Deleted before, nothing lay ahead; deleted after, only today's is left."""
    statuses((201, 200))(played, items)
    assert len(living(items, "PAY")) in (1, 3)


def what_is_paid_stays(played: Played, items: list[Item]) -> None:
    """The last one is paid and stands, or was deleted and could not be paid."""
    statuses((200, 200), (404, 200))(played, items)
    paid = [item for item in living(items, "PAY") if "receipt" in item]
    assert len(paid) == (played.results["A"] == 200)
    assert len(living(items, "PAY")) == 1 + len(paid)


def deleted_once(played: Played, items: list[Item]) -> None:
    statuses((200, 200))(played, items)
    assert len(living(items, "PAY")) == 1


def removed_or_refused(played: Played, items: list[Item]) -> None:
    """Taken off after the future was deleted, or refused before it was."""
    statuses((200, 200), (409, 200))(played, items)
    state = living(items, "M")[0]["plan"]["state"]
    assert state == ("removed" if played.results["A"] == 200 else "unpacked")


def unpacked_or_taken_off(played: Played, items: list[Item]) -> None:
    """Never payments ahead of a membership without a plan."""
    statuses((201, 409), (409, 200), (201, 200))(played, items)
    kept = living(items, "M")[0]
    assert len(living(items, "PAY")) == (3 if played.results["A"] == 201 else 0)
    assert ("payment_plan" in kept["membership"]) == (played.results["A"] == 201)


def paid_once(played: Played, items: list[Item]) -> None:
    statuses((200, 409), (409, 200))(played, items)
    assert living(items, "INV")[0]["received"] == 25


def settled_by_both(played: Played, items: list[Item]) -> None:
    """Neither payment overlooks the other."""
    statuses((200, 200))(played, items)
    invoice = living(items, "INV")[0]
    assert invoice["received"] == 40 and "settled_date" in invoice


def paid_whether_told_or_not(played: Played, items: list[Item]) -> None:
    unharmed(played, items)
    assert played.results["A"] == 200
    told = [item for item in items if item["sk"] == "EV" and item["name"] == "payment_due"]
    assert "receipt" in living(items, "PAY")[0] and len(told) <= 1


def two_numbers(played: Played, items: list[Item]) -> None:
    statuses((201, 201))(played, items)
    numbers = Counter(item["number"] for item in living(items, "INV"))
    assert numbers == {"INV-000001": 1, "INV-000002": 1}


def void_or_paid(played: Played, items: list[Item]) -> None:
    """An invoice of which something was received is never void, and a void one has received nothing."""
    statuses((200, 200), (200, 409))(played, items)
    invoice = living(items, "INV")[0]
    assert ("void_date" in invoice) != (invoice["received"] == 25)


def falls_due(stage: Stage) -> None:
    money.a_payment(stage)
    stage.wait(hours=13)


def falls_due_by_clock(stage: Stage) -> bool:
    return due.do(stage.house.wired, keys.payment(stage.club.tenant, stage.notes["payment"]))


def issues(stage: Stage) -> int:
    body = {**INVOICE, "contact": stage.notes["contact"]}
    return stage.club.ask("POST", "invoice/", body).status


PLANNED = money.a_membership(3)
UNPACKED = acts.all_of(PLANNED, money.unpacked)
BILLED = "payment/{payment}/pay/"

PAIRS = (
    Pair("unpack / unpack", PLANNED, UNPACK, UNPACK, one_unpacks, many=True),
    Pair("unpack / delete what lies ahead", PLANNED, UNPACK, DELETE, all_or_what_is_left, many=True),
    Pair("unpack / take the plan off", PLANNED, UNPACK, REMOVE, unpacked_or_taken_off, many=True),
    Pair("pay / delete what lies ahead", UNPACKED, PAY, DELETE, what_is_paid_stays),
    Pair("delete / delete what lies ahead", UNPACKED, DELETE, DELETE, deleted_once),
    Pair("take the plan off / delete", UNPACKED, REMOVE, DELETE, removed_or_refused),
    Pair("pay / pay", money.a_billed_payment, asks("POST", BILLED, {}), asks("POST", BILLED, {}), paid_once),
    Pair(
        "pay / pay another of the invoice",
        money.a_billed_payment,
        asks("POST", BILLED, {}),
        asks("POST", "payment/{other}/pay/", {}),
        settled_by_both,
    ),
    Pair(
        "pay / annul the invoice",
        money.a_billed_payment,
        asks("POST", BILLED, {}),
        asks("PUT", "invoice/{invoice_uid}/", {"status": "void"}),
        void_or_paid,
    ),
    Pair(
        "pay / the clock", falls_due, asks("POST", BILLED, {}), falls_due_by_clock, paid_whether_told_or_not
    ),
    Pair("issue / issue an invoice", money.a_buyer, issues, issues, two_numbers, many=True),
)
