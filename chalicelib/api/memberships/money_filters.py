"""What lists of payments, invoices and quotes are narrowed by, and who sees what of them."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter

from ...actions import money_lists
from ...actions.money_lists import Sought
from ...domain.refusals import Invalid
from ..call import Call
from ..sheep.collection import asked, envelope, ref_or_uid
from ..sheep.sight import may_see, seen_by
from ..sheep.values import NaiveDay
from .payers import CONTACTS

WORDS = {
    "contact": "A ref or uid.",
    "member": "A membership's ref or uid.",
    "invoice": "A ref or uid.",
    "number": "Exactly this.",
    "due_after": "Due on a later day than this, YYYY-MM-DD.",
    "due_before": "Due on an earlier day than this, YYYY-MM-DD.",
}
_days: TypeAdapter[date] = TypeAdapter(NaiveDay)
_REFS = {"contact": CONTACTS, "member": ("member",), "invoice": ("invoice",)}


def filters(statuses: type[StrEnum], *names: str) -> Mapping[str, str]:
    chosen = {name: WORDS[name] for name in (*names, "due_after", "due_before")}
    return {**chosen, "status": f"One of {', '.join(statuses)}."}


def listing(
    call: Call,
    statuses: type[StrEnum],
    kind: money_lists.Papers,
    show: Callable[[Call, Any], Any],
) -> Any:
    """The office's list through the indexes; a member's among its own and its dependants'."""
    page, wanted = asked(call), _sought(call, statuses)
    if wanted.contact:
        may_see(call, wanted.contact, "contact")
    if call.caller.role == "member":
        found = money_lists.of(call.table, kind, seen_by(call), page, wanted, now=call.now)
    else:
        found = money_lists.listed(call.table, kind, page, wanted, now=call.now)
    return envelope(call, page, found, lambda record: show(call, record))


def _sought(call: Call, statuses: type[StrEnum]) -> Sought:
    given: dict[str, Any] = {}
    for name in Sought.__dataclass_fields__.keys() & call.query.keys():
        text = call.query[name]
        match name:
            case "status":
                given[name] = _status(text, statuses)
            case "due_after" | "due_before":
                given[name] = _day(name, text)
            case "number":
                given[name] = text
            case _:
                given[name] = ref_or_uid(call, name, text, _REFS[name])
    return Sought(**given)


def _status(text: str, statuses: type[StrEnum]) -> str:
    if text not in list(statuses):
        raise Invalid("Not a valid filter.", {"status": f"expected one of {', '.join(statuses)}"})
    return text


def _day(name: str, text: str) -> date:
    try:
        return _days.validate_python(text)
    except ValueError:
        raise Invalid("Not a valid filter.", {name: "expected YYYY-MM-DD"}) from None
