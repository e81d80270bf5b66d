"""Memberships at every stage of their lives, as they would stand had the society used Laurel for years.

They are made as of their own days through the actions, as an import does it: nothing of it is mailed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.actions import joining, memberships, renewing
from chalicelib.actions.joining import Application
from chalicelib.domain.kept_memberships import link_tail
from chalicelib.domain.membership import Link, Status
from chalicelib.domain.membership_number import number_from
from sandbox.house import House
from sandbox.life import Life
from sandbox.residents import TENANT

TYPES: dict[str, dict[str, Any]] = {
    "individual": {"name": "Individual", "period": "P1Y", "price": "48.00", "grace_days": 30},
    "family": {
        "name": "Family",
        "period": "P1Y",
        "price": "90.00",
        "grace_days": 30,
        "max_linked_members": 5,
    },
    "student": {"name": "Student", "period": "P1Y", "start_day": "09-01", "rollover_day": "06-30"},
    "friend": {"name": "Friend of the club", "period": "P1M", "price": "5.00", "renewal_window_days": 7},
}


@dataclass(frozen=True)
class Society:
    """The house in the hands of its membership secretary, on any day so far."""

    house: House
    life: Life
    types: dict[str, str]

    def joined(self, first: str, last: str, days_ago: int, kind: str = "individual", **more: Any) -> str:
        """The uid of a membership begun so many days ago, active since."""
        email = f"{first}.{last}@example.org".lower() if (first + last).isascii() else None
        contact = self.life.person(first, last, email=email)
        return self.begun(contact, days_ago, kind, **more)

    def begun(self, contact: Any, days_ago: int, kind: str = "individual", **more: Any) -> str:
        ids, at = self.house.wired.ids, self.at(days_ago)
        application = Application(
            uid=ids.uid(),
            tail=link_tail(ids.uid()),
            contact=contact["uid"],
            resource="person",
            membership_type=self.types[kind],
            **more,
        )
        joining.join(self.table, application, draw=self.number, now=at)
        memberships.activate(self.table, application.uid, request="activate", at=at)
        return application.uid

    @property
    def table(self) -> Any:
        return self.house.wired.table.of(TENANT)

    def number(self) -> str:
        return number_from(self.house.wired.ids.uid())

    def at(self, days_ago: int) -> datetime:
        return self.house.clock.now() - timedelta(days=days_ago)

    def day(self, days_ahead: int) -> date:
        return self.at(-days_ahead).date()


def fill(house: House, life: Life, member: str) -> None:
    """Every stage once; the contact of the member's key is an active member too."""
    types = {
        name: life.ask("POST", "membership_type/", {"currency": "GBP", **told})["uid"]
        for name, told in TYPES.items()
    }
    society = Society(house, life, types)
    society.begun({"uid": member}, 90)
    for stage in STAGES:
        stage(society)


def _pending(society: Society) -> None:
    contact = society.life.person("Pia", "Newcomer", email="pia.newcomer@example.org")
    refs = {"member": contact["uri"], "membership_type": society.types["student"]}
    society.life.ask("POST", "member/", refs)


def _active(society: Society) -> None:
    society.joined("Arthur", "Alder", 100, number="EAB54")
    society.joined("Nora", "Nettle", 20, "student")


def _expiring(society: Society) -> None:
    society.joined("Erin", "Elm", 359)


def _in_grace(society: Society) -> None:
    society.joined("Gwen", "Gorse", 380)


def _lapsed(society: Society) -> None:
    society.joined("Liam", "Larch", 440)


def _renewed(society: Society) -> None:
    uid = society.joined("Rosa", "Rowan", 350)
    renewing.renew(society.table, uid, request="renew", at=society.at(5))


def _renewing(society: Society) -> None:
    society.joined("Otto", "Oak", 360, auto_renew=True)
    society.joined("Δανάη", "Ηλία", 130, "friend", auto_renew=True)


def _cancelled(society: Society) -> None:
    uid = society.joined("Carl", "Cedar", 200)
    memberships.cancel(
        society.table, uid, when=None, reason="moved abroad", request="cancel", at=society.at(20)
    )


def _cancelling(society: Society) -> None:
    uid = society.joined("Cleo", "Cypress", 120)
    day = society.day(40)
    memberships.cancel(
        society.table, uid, when=day, reason="changed clubs", request="cancel", at=society.at(3)
    )


def _suspended(society: Society) -> None:
    uid = society.joined("Sam", "Spruce", 150)
    until = society.day(21)
    memberships.override(society.table, uid, Status.LAPSED, until, "fee disputed", at=society.at(1))


def _family(society: Society) -> None:
    uid = society.joined("Fay", "Fir", 60, "family")
    for first in ("Finn", "Flora"):
        contact = society.life.person(first, "Fir", email=f"{first.lower()}.fir@example.org")
        link = Link(society.house.wired.ids.uid(), contact["uid"], society.number())
        memberships.link(society.table, uid, link, at=society.at(59))


Stage = Callable[[Society], None]
STAGES: tuple[Stage, ...] = (
    _pending,
    _active,
    _expiring,
    _in_grace,
    _lapsed,
    _renewed,
    _renewing,
    _cancelled,
    _cancelling,
    _suspended,
    _family,
)
