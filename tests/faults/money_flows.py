"""The flows of money: plans, payments, invoices, quotes."""

from tests.faults import acts, money
from tests.faults.flow import Arrange, Flow, Request, deliver, tick

API = "/api/v1/{flock}/"
GONE = frozenset({404})
DONE = frozenset({409})
DIED = "sweep: an unpacking that died"
_LINES = [{"description": "Kit", "quantity": 2, "unit_price": "19.99", "vat_rate": 20}]
_PAPER = {"contact": "{contact}", "currency": "GBP", "lines": _LINES}


def _api(name: str, route: str, request: Request, *arrange: Arrange, like: str | None = None) -> Flow:
    return Flow(name, acts.all_of(*arrange), request.act, (f"{request.method} {API}{route}",), like)


def _plans() -> list[Flow]:
    one, member = "payment_plan/{uid}", "member/{uid}/"
    unpack = Request("POST", f"{member}unpack_payment_plan/", 201)
    delete = Request("POST", f"{member}delete_future_scheduled_payments/")
    remove = Request("POST", f"{member}remove_payment_plan/")
    body = {"name": "Halves", "payments": 2, "interval": "P6M"}
    return [
        _api("add plan", "payment_plan", Request("POST", "payment_plan/", 201, body)),
        _api("change plan", one, Request("PUT", "payment_plan/{plan}/", 200, {"payments": 3}), money.a_plan),
        _api("remove plan", one, Request("DELETE", "payment_plan/{plan}/", 204, again=GONE), money.a_plan),
        _api("unpack", f"{member}unpack_payment_plan", unpack, money.a_membership(95)),
        _api("unpack 240", f"{member}unpack_payment_plan", unpack, money.a_membership(240), like="unpack"),
        _api(
            "delete what lies ahead",
            f"{member}delete_future_scheduled_payments",
            delete,
            money.a_membership(95),
            money.unpacked,
        ),
        _api(
            "take the plan off",
            f"{member}remove_payment_plan",
            remove,
            money.a_membership(3),
            money.unpacked,
            money.nothing_ahead,
        ),
    ]


def _payments() -> list[Flow]:
    one, path = "payment/{uid}", "payment/{payment}/"
    said = {"contact": "{contact}", "amount": "40.00", "currency": "GBP", "invoice": "{invoice}"}
    return [
        _api("add payment", "payment", Request("POST", "payment/", 201, said), money.an_invoice),
        _api("change payment", one, Request("PUT", path, 200, {"amount": "1.00"}), money.a_payment),
        _api("remove payment", one, Request("DELETE", path, 204, again=GONE), money.a_payment),
        _api(
            "pay",
            f"{one}/pay",
            Request("POST", f"{path}pay/", 200, {"method": "cash"}),
            money.a_billed_payment,
        ),
    ]


def _papers() -> list[Flow]:
    invoice, quote = "invoice/{invoice_uid}/", "quote/{quote}/"
    return [
        _api(
            "issue invoice",
            "invoice",
            Request("POST", "invoice/", 201, {**_PAPER, "number": "A-1"}),
            money.a_payment,
        ),
        _api(
            "issue a membership's invoice",
            "invoice",
            Request("POST", "invoice/", 201, {"member": "{member}", "currency": "GBP", "lines": _LINES}),
            money.a_membership(2),
        ),
        _api(
            "change invoice",
            "invoice/{uid}",
            Request("PUT", invoice, 200, {"lines": _LINES}),
            money.an_invoice,
        ),
        _api(
            "settle invoice",
            "invoice/{uid}",
            Request("PUT", invoice, 200, {"status": "paid"}, again=DONE),
            money.an_invoice,
        ),
        _api(
            "remove invoice", "invoice/{uid}", Request("DELETE", invoice, 204, again=GONE), money.an_invoice
        ),
        _api("make quote", "quote", Request("POST", "quote/", 201, _PAPER), money.a_payment),
        _api(
            "answer quote", "quote/{uid}", Request("PUT", quote, 200, {"status": "accepted"}), money.a_quote
        ),
        _api("remove quote", "quote/{uid}", Request("DELETE", quote, 204, again=GONE), money.a_quote),
    ]


FLOWS: tuple[Flow, ...] = (
    *_plans(),
    *_payments(),
    *_papers(),
    Flow(
        "stream: bill a renewal",
        money.renewed,
        deliver,
        ("reaction renewal_confirmation: bill_renewal", "reaction renewal_confirmation: by_triggers"),
    ),
    Flow(
        "sweep: a payment falls due",
        acts.all_of(money.a_payment, lambda stage: stage.wait(hours=13)),
        tick,
        ("reaction payment_due: by_triggers", "sweep PAY"),
    ),
    Flow(DIED, acts.all_of(money.a_membership(3), money.begun), tick),
    Flow("sweep: a membership renews by itself", money.renews_today(2), tick, ("sweep M",)),
    Flow("sweep: an unpacking that a renewal began", money.renewed_by_itself, tick, like=DIED),
)
