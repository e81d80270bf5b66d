"""Memberships and their types as a tenant keeps them: the calendar's own records and what the house adds."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from .contact import ContactResource
from .events import Event
from .membership import Membership
from .membership_type import MembershipType
from .moments import next_moment
from .money import Money
from .payment_plan import PlanTerms

MOST_REQUESTS = 8


@dataclass
class KeptMembershipType:
    """`rules` is what the calendar knows of it; all else is how the house keeps and shows it."""

    uid: str
    created: datetime
    last_updated: datetime
    rules: MembershipType
    description: str | None = None
    certificate_template: str | None = None
    version: int = 0


@dataclass(frozen=True)
class PlanRun:
    """How far a payment plan is unpacked. Each turn makes `count` payments whose uids follow from it.

    `terms` is what its payments follow from. `count` is 0 and `terms` None while nobody has read the plan
    yet: an auto-renewal only says that there is work to do. A plan that was removed keeps its turn, so
    that the next one makes payments of its own.
    """

    turn: int
    count: int
    state: Literal["unpacking", "unpacked", "removed"]
    terms: PlanTerms | None = None


def link_tail(chance: str) -> str:
    """What makes a uid the id of a public link: 64 more bits of chance, in hex."""
    return chance[:16]


@dataclass
class KeptMembership:
    """`link_tail` makes the uid a public link's id; names are snapshots, so that an event can speak alone.

    `price` is what the type cost when the period was made. `plan` is None until the plan was unpacked
    for the first time; `invoice` is the latest one's uid. `requests` are the last that were carried out
    on it, by the ids that follow from their Idempotency-Keys (docs/decisions/0021).
    """

    uid: str
    created: datetime
    last_updated: datetime
    membership: Membership
    link_tail: str
    contact_resource: ContactResource
    contact_name: str
    type_name: str
    price: Money | None = None
    plan: PlanRun | None = None
    invoice: str | None = None
    external_ref: str | None = None
    requests: tuple[str, ...] = ()
    version: int = 0

    @property
    def link_id(self) -> str:
        """160 bits of chance: who has it may see the certificate and the invoice."""
        return self.uid + self.link_tail

    @property
    def fee(self) -> Money | None:
        """What this period costs: a personal fee, or else the type's price."""
        return self.membership.amount or self.price

    @property
    def unpacks(self) -> bool:
        """Whether payments of its plan are being made."""
        return self.plan is not None and self.plan.state == "unpacking"

    @property
    def due(self) -> datetime | None:
        """When the sweep looks at it: at once while payments are being made, else at its next moment."""
        if self.unpacks:
            return self.last_updated
        moment = next_moment(self.membership)
        return moment.at if moment else None

    def heeds(self, request: str) -> bool:
        """Notes a request that is carried out now. False: it was before, and what stands answers it."""
        if request in self.requests:
            return False
        self.requests = (*self.requests, request)[-MOST_REQUESTS:]
        return True

    def take_events(self) -> list[Event]:
        """The membership's events since the last taking, with the words that a mail needs beside them."""
        return [replace(event, data={**event.data, **self.words}) for event in self.membership.take_events()]

    @property
    def words(self) -> Mapping[str, Any]:
        fee = self.fee
        return {
            "amount": f"{fee.amount:f}" if fee else None,
            "currency": fee.currency if fee else None,
            "contact_resource": self.contact_resource,
            "contact_name": self.contact_name,
            "type_name": self.type_name,
            "link_id": self.link_id,
            "auto_renew": self.membership.auto_renew,
        }

    def follow(
        self, following: Membership, kind: KeptMembershipType, *, tail: str, at: datetime
    ) -> "KeptMembership":
        """The next period's record, from the one that the calendar made."""
        return KeptMembership(
            uid=following.uid,
            created=at,
            last_updated=at,
            membership=following,
            link_tail=tail,
            contact_resource=self.contact_resource,
            contact_name=self.contact_name,
            type_name=kind.rules.name,
            price=kind.rules.price,
        )
