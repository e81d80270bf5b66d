"""Targets on the road of events: set up through the actions, enrolled, and fed as clients feed them."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from chalicelib.actions import targets, telling
from chalicelib.actions.target_groups import create
from chalicelib.actions.targets import Proposal
from chalicelib.domain.rules.tokens import digest
from chalicelib.domain.targets.cycles import Cycle
from chalicelib.domain.targets.enrolling import Wish, enrol, leave
from chalicelib.domain.targets.enrolment import Enrolment, Scheme
from chalicelib.domain.targets.group import TargetGroup, Tracking
from chalicelib.domain.targets.keeping import give_freezes, pause
from chalicelib.domain.targets.standing import Standing, standing
from chalicelib.domain.targets.target import Level, Target, TargetType
from chalicelib.store import enrolments, progress
from chalicelib.store.awards import REWARDS
from chalicelib.store.targets import schemes
from tests.competing import Arena
from tests.domain.targets.making import days, five_months

TARGET = "900000001"
GROUP = "800000001"


def wire(moment: datetime) -> str:
    """A time as clients write it, to the millisecond."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03}+0000"


def sale(number: int, value: Any = 10, reference: str = "ada", at: datetime | None = None) -> dict[str, Any]:
    said = {"memberRefId": reference, "action": "sale", "eventRefId": f"sale {reference} {number}"}
    return {**said, "sourceValue": value, **({"transactionTimestamp": wire(at)} if at else {})}


class Range:
    """One arena with targets in it, and contacts that are known by their references."""

    def __init__(self, arena: Arena) -> None:
        self.arena, self.table, self.house = arena, arena.table, arena.house

    @property
    def now(self) -> datetime:
        return self.house.clock.now()

    def milestone(self, cycles: Iterable[Cycle] | None = None, uid: str = TARGET, **given: Any) -> Scheme:
        """By default a hundred of gross sales in each of five months from June 2026 on."""
        return self._made(tuple(cycles or five_months()), Tracking.DEFAULT, uid, given)

    def streak(self, cycles: Iterable[Cycle] | None = None, uid: str = TARGET, **given: Any) -> Scheme:
        """By default a sale a day, with levels at one, two and three days."""
        levels = (Level("l1", 1), Level("l2", 2), Level("l3", 3))
        plain = {"target_type": TargetType.COUNT, "value": Decimal(1), "levels": levels}
        return self._made(tuple(cycles or days(10)), Tracking.STREAKS, uid, {**plain, **given})

    def _made(self, cycles: tuple[Cycle, ...], tracking: Tracking, uid: str, given: dict[str, Any]) -> Scheme:
        for one in given.pop("made", ()):
            self.table.put(REWARDS.new(self.table.tenant, one))
        group = TargetGroup(
            uid=f"{int(GROUP) + int(uid) - int(TARGET)}",
            name=f"Group of {uid}",
            tracking=tracking,
            zone=cycles[0].zone,
            created=self.now,
            last_updated=self.now,
        )
        group.take_over(cycles)
        create(self.table, group)
        plain = {
            "uid": uid,
            "group": group.uid,
            "name": f"Target {uid}",
            "target_type": TargetType.GROSS_SALES,
            "value": Decimal(100),
            "created": self.now,
            "last_updated": self.now,
        }
        target = Target(**{**plain, **given})
        targets.add(self.table, group.uid, lambda _: [Proposal(target)], at=self.now)
        return self.scheme(uid)

    def scheme(self, uid: str = TARGET) -> Scheme:
        group = f"{int(GROUP) + int(uid) - int(TARGET)}"
        return schemes(self.table, [(group, uid)], consistent=True)[uid]

    def enrolled(self, reference: str = "ada", uid: str = TARGET, **wish: Any) -> None:
        scheme = self.scheme(uid)

        def decide() -> None:
            found = enrolments.find(self.table, self.arena.contact(reference), scheme.target)
            kept, _ = enrol(
                scheme,
                found.enrolment,
                Wish(**wish),
                found.sums,
                contact=self.arena.contact(reference),
                now=self.now,
            )
            self._write(found, kept)

        self.table.decided(decide)

    def left(self, reference: str = "ada", uid: str = TARGET) -> None:
        scheme = self.scheme(uid)
        found = enrolments.find(self.table, self.arena.contact(reference), scheme.target)
        leave(scheme, found.enrolment, found.sums, now=self.now)
        self._write(found, found.enrolment)

    def frozen(self, number: int, reference: str = "ada", uid: str = TARGET) -> None:
        scheme = self.scheme(uid)
        found = enrolments.find(self.table, self.arena.contact(reference), scheme.target)
        self._write(found, give_freezes(scheme, found.enrolment, number, now=self.now))

    def paused(self, start: Any, end: Any, reference: str = "ada", uid: str = TARGET) -> None:
        scheme = self.scheme(uid)
        found = enrolments.find(self.table, self.arena.contact(reference), scheme.target)
        self._write(found, pause(scheme, found.enrolment, start, end, now=self.now))

    def _write(self, found: enrolments.Found, kept: Enrolment | None) -> None:
        assert kept is not None
        events = kept.take_events()
        telling.write(self.table, enrolments.changed(self.table.tenant, found, kept), events)

    def enrolment(self, reference: str = "ada", uid: str = TARGET) -> Enrolment | None:
        return enrolments.load(self.table, self.arena.contact(reference), uid)

    def standing(self, reference: str = "ada", uid: str = TARGET) -> Standing:
        scheme = self.scheme(uid)
        found = enrolments.find(self.table, self.arena.contact(reference), scheme.target)
        return standing(scheme, found.enrolment, found.sums, now=self.now)

    def values(self, reference: str = "ada", uid: str = TARGET) -> dict[str, Decimal]:
        """What stands in each cycle in which there is anything."""
        cycles = self.standing(reference, uid).cycles
        return {one.cycle.ref_code: one.value for one in cycles if one.value}

    def achieved(self, reference: str = "ada", uid: str = TARGET) -> list[str]:
        return [one.cycle.ref_code for one in self.standing(reference, uid).cycles if one.achieved]

    def told(self, name: str) -> list[Any]:
        """What was told under the name: of which level, or else which cycle."""
        events = [item for item in self.arena.club.items() if item["sk"]["S"] == "EV"]
        data = [item["data"]["M"] for item in events if item["name"]["S"] == name]
        return sorted((one.get("level") or one["cycle"])["S"] for one in data)

    def met(self, *references: str) -> None:
        """They are known: each has done something that nothing counts."""
        for one in references:
            self.arena.told({"memberRefId": one, "action": "hello"})

    def turn_to(self, when: datetime) -> None:
        self.house.turn_to(when)


def progress_of(one: Range, reference: str = "ada", action: str = "sale") -> progress.Kept:
    return progress.load(one.table, one.arena.contact(reference), digest(action))
