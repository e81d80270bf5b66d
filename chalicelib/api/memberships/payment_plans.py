"""Routes of payment plans: what a fee may be split into."""

from typing import Any

from ...actions import payment_plans
from ...domain.calendar import Period
from ...domain.payment_plan import OfferedPlan, PaymentPlan
from ...domain.refusals import Invalid
from ..blueprint import ADMIN, ANYONE, Face
from ..call import Answer, Call
from ..sheep.collection import PAGING, Page, a_uid, asked, envelope
from ..sheep.dialect import Sheep
from . import show_money, wire_money

face = Face(Sheep("memberships"))
COLLECTION = "/api/v1/{flock}/payment_plan"
ONE = COLLECTION + "/{uid}"
FILTERS = {"name": "Exactly this."}


@face.endpoint(
    "GET", COLLECTION, who=ANYONE, summary="List payment plans.", answers=Page, query={**PAGING, **FILTERS}
)
def list_payment_plan(call: Call) -> Any:
    page = asked(call)
    facets = {name: value for name, value in call.query.items() if name in FILTERS}
    found = payment_plans.listed(call.table, page, now=call.now, facets=facets)
    return envelope(call, page, found, lambda record: show_money.payment_plan(call, record))


@face.endpoint(
    "POST",
    COLLECTION,
    who=ADMIN,
    summary="Offer a payment plan: how many payments, how far apart.",
    body=wire_money.PaymentPlanBody,
    answers=wire_money.PaymentPlanRecord,
    status=201,
)
def add_payment_plan(call: Call) -> Any:
    terms = _terms(call)
    required = {"name": call.body.name, "payments": call.body.payments, "interval": call.body.interval}
    missing = {name: "required" for name, value in required.items() if value is None}
    if missing:
        raise Invalid("A payment plan needs a name, its payments and their interval.", missing)
    plan = OfferedPlan(
        uid=call.ids.uid(),
        name=call.body.name,
        created=call.now,
        last_updated=call.now,
        terms=PaymentPlan(**terms),
    )
    return show_money.payment_plan(call, payment_plans.add(call.table, plan))


@face.endpoint("GET", ONE, who=ANYONE, summary="Show a payment plan.", answers=wire_money.PaymentPlanRecord)
def get_payment_plan(call: Call, uid: str) -> Any:
    return show_money.payment_plan(call, payment_plans.get(call.table, a_uid(uid, "payment plan")))


@face.endpoint(
    "PUT",
    ONE,
    who=ADMIN,
    summary="Change a payment plan; what was unpacked before keeps its terms.",
    body=wire_money.PaymentPlanBody,
    answers=wire_money.PaymentPlanRecord,
)
def change_payment_plan(call: Call, uid: str) -> Any:
    changed = payment_plans.change(
        call.table, a_uid(uid, "payment plan"), call.body.name, _terms(call), at=call.now
    )
    return show_money.payment_plan(call, changed)


@face.endpoint("DELETE", ONE, who=ADMIN, summary="Remove a payment plan; its payments stay.", status=204)
def remove_payment_plan(call: Call, uid: str) -> Any:
    payment_plans.remove(call.table, a_uid(uid, "payment plan"), at=call.now)
    return Answer(status=204)


def _terms(call: Call) -> dict[str, Any]:
    given: dict[str, Any] = call.body.model_dump(exclude_none=True, exclude={"name"})
    if "interval" in given:
        given["interval"] = Period.parse(given["interval"], "interval")
    return given
