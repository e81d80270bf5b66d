"""What of each record is about a person, and what stands in its place when the person is erased.

Every field of every record that a person may stand in has its mark here; a house test fails where none is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from .achievement import Achievement, StepMark
from .activity import SetAside
from .api_key import ApiKey
from .award import Award
from .bills import BillLine
from .booking import Booking, Ticket
from .contact import Contact, Group
from .delivery import Delivery
from .erasure import Erasure
from .invoice import Invoice, Quote
from .kept_memberships import KeptMembership
from .mail import Mail
from .membership import Link, Membership
from .outbox import Told
from .payment import Payment, Receipt
from .points import Entry

NAMELESS = "(erased)"
R = TypeVar("R")


@dataclass(frozen=True)
class Marks:
    """The fields of a record, by what erasing makes of them.

    `plain` say nothing of who it is: ids, times, numbers, the tenant's own words. `erased` get the value that
    is given here. `within` hold records with marks of their own. `by_law` stay as they are until the books
    may go. `link` opens the record to whoever was given it, and becomes another one.
    """

    plain: str
    erased: Mapping[str, Any] = field(default_factory=dict)
    within: str = ""
    by_law: str = ""
    link: str = ""

    @property
    def fields(self) -> list[str]:
        named = (self.plain, self.within, self.by_law, self.link)
        return [*self.erased, *(name for names in named for name in names.split())]


_BILL = "uid number contact contact_resource currency issued_date created last_updated due_date version"

MARKS: dict[type, Marks] = {
    Achievement: Marks(
        plain="uid type name contact contact_resource steps created last_updated email_template "
        "finished_date finished_by turns version events",
        erased={"contact_name": NAMELESS, "note": None, "credential": None},
        within="done",
        link="link_tail",
    ),
    StepMark: Marks(plain="at by", erased={"note": None, "evidence": ()}),
    KeptMembership: Marks(
        plain="uid created last_updated contact_resource type_name price plan invoice requests version",
        erased={"contact_name": NAMELESS, "external_ref": None},
        within="membership",
        link="link_tail",
    ),
    Membership: Marks(
        plain="uid number contact membership_type term member_since reached zone decided activated_at "
        "grace_days renewal_window_days max_linked_members amount payment_plan auto_renew cancel_on "
        "renewal_of renewed_as _events",
        erased={"cancel_reason": "", "override": None},
        within="linked",
    ),
    Link: Marks(plain="uid contact number"),
    Booking: Marks(
        plain="uid start_date created last_updated end_date contact contact_resource version",
        erased={"name": NAMELESS, "location": None, "description": None},
    ),
    Ticket: Marks(
        plain="uid booking date created last_updated contact contact_resource status version",
        erased={"name": None, "reference": None},
    ),
    Payment: Marks(
        plain="uid contact contact_resource amount due_date created last_updated zone member invoice place "
        "told version events",
        within="receipt",
        by_law="description method reference",
    ),
    Receipt: Marks(plain="uid paid_date", by_law="method reference"),
    Invoice: Marks(
        plain=f"{_BILL} member received settled_date void_date", by_law="lines reference", link="link_tail"
    ),
    Quote: Marks(plain=f"{_BILL} status", erased={"reference": None}, within="lines", link="link_tail"),
    BillLine: Marks(plain="quantity unit_price net vat_rate vat", erased={"description": NAMELESS}),
    Told: Marks(
        plain="uid name resource subject created last_updated contact due failed followed trace version",
        erased={"data": {}, "set_aside": None},
    ),
    Mail: Marks(
        plain="uid event event_name template created last_updated contact state due attempts message_id "
        "sent_date delivery delivery_date delivery_code past_attempts counted held failed trace version",
        erased={"said": {}, "to": None, "reason": None},
    ),
    Delivery: Marks(
        plain="uid event event_name url created last_updated state due attempts answered delivered_date "
        "contact failed trace version",
        erased={"body": "{}", "reason": None},
    ),
    Erasure: Marks(
        plain="uid resource by created last_updated due place turn found kept_until erased ended version"
    ),
}
# These go as a whole: of a contact a tombstone is left, of a key that it was revoked, of a group the others.
WHOLE: frozenset[type] = frozenset({ApiKey, Award, Contact, Entry, Group, SetAside})


def without(record: R, link: Callable[[str], str]) -> R:
    """The record with nothing of the person in it; `link` gives the tail of a public link that nobody has."""
    marks = MARKS[type(record)]
    changes = dict(marks.erased)
    changes |= {name: _within(getattr(record, name), link) for name in marks.within.split()}
    changes |= {name: link(getattr(record, "uid")) for name in marks.link.split()}  # noqa: B009 - any record
    return replace(record, **changes)  # type: ignore[type-var]  # what has marks is a dataclass


def _within(value: Any, link: Callable[[str], str]) -> Any:
    match value:
        case None:
            return None
        case dict():
            return {name: without(inner, link) for name, inner in value.items()}
        case tuple():
            return tuple(without(inner, link) for inner in value)
        case _:
            return without(value, link)
