"""What tests of enrolments ask of the actions: each as a request of its own, unless it is said to be a repeat."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import count
from typing import Any

from chalicelib.actions import enrolments
from chalicelib.actions.enrolments import InGroup
from chalicelib.domain.contact import Contact
from chalicelib.domain.targets.enrolling import Wish
from chalicelib.domain.targets.timeline import Entry
from chalicelib.store.contacts import CONTACTS
from tests.targeting import TARGET, Range

_requests = count(1)
Asked = Callable[..., Any]


class Desk:
    """Enrols, and all else, in a Range's targets."""

    def __init__(self, at: Range) -> None:
        self.at, self.table = at, at.table

    def enrol(
        self,
        period: str | None = None,
        balance: int | None = None,
        *,
        who: str = "ada",
        uid: str = TARGET,
        reset: bool = False,
        request: str = "",
    ) -> tuple[str, ...]:
        wish = Wish(period, balance, reset)
        return enrolments.enrol(*self._where(who, uid), wish, request=request or _new(), now=self.at.now)

    def leave(self, *, who: str = "ada", uid: str = TARGET, request: str = "") -> None:
        enrolments.un_enrol(*self._where(who, uid), request=request or _new(), now=self.at.now)

    def pause(self, start: str, end: str, *, who: str = "ada", request: str = "") -> Any:
        days = (date.fromisoformat(start), date.fromisoformat(end))
        return enrolments.pause(*self._where(who, TARGET), *days, request=request or _new(), now=self.at.now)[
            1
        ]

    def give(self, number: int, *, who: str = "ada", request: str = "") -> Any:
        where = self._where(who, TARGET)
        return enrolments.give_freezes(*where, number, request=request or _new(), now=self.at.now)[1]

    def stands(self, who: str = "ada") -> list[InGroup]:
        return enrolments.standings(self.table, self.at.arena.contact(who), now=self.at.now)

    def timeline(self, who: str = "ada", uid: str = TARGET) -> Sequence[Entry]:
        return enrolments.timeline(*self._where(who, uid), now=self.at.now)

    def values(self, who: str = "ada") -> dict[str, Any]:
        """What the status shows of the one target: each cycle in which there is anything, or that is entered."""
        ((_, standing),) = self.stands(who)[0].targets
        return {one.cycle.ref_code: one.value for one in standing.cycles if one.enrolled or one.value}

    def streak(self, who: str = "ada") -> Any:
        ((_, standing),) = self.stands(who)[0].targets
        return standing.streak

    def contact(self, who: str) -> Contact:
        return CONTACTS.load(self.table, self.at.arena.contact(who))

    def number(self, who: str) -> int:
        found = self.contact(who).number
        assert found is not None
        return found

    def _where(self, who: str, uid: str) -> tuple[Any, ...]:
        return self.table, self.at.scheme(uid).group.uid, uid, self.at.arena.contact(who)


def _new() -> str:
    return f"request {next(_requests)}"
