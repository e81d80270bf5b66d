"""What targets cost as more and more contacts are enrolled in one."""

from collections.abc import Mapping
from dataclasses import replace

from benchmarks.growth.growing import Act, Growth
from benchmarks.growth.house import Quiet
from chalicelib.domain.targets.target import TargetType
from chalicelib.store import enrolments
from tests.api import aiming
from tests.competing import Arena
from tests.domain.targets.making import days
from tests.targeting import TARGET, Range

CYCLES = days(100, "2026-11-20")


def enrolled(house: Quiet, size: int) -> Mapping[str, Act]:
    """A lap counts, which is far from the goal."""
    club = house.club
    range_ = Range(Arena(club))
    range_.met("ada")
    scheme = range_.milestone(CYCLES, event_name="lap", target_type=TargetType.COUNT, value=10**6)
    range_.enrolled()
    own = range_.enrolment()
    assert own is not None
    others = (replace(own, contact=f"{n:024x}", version=0) for n in range(size))
    house.load(enrolments.kept("example", one) for one in others)
    place = f"{aiming.GROUPS}/{scheme.group.uid}/targets/{TARGET}"
    ada = club.got(f"person/{range_.arena.contact('ada')}/")["number"]

    def enrol(_: int) -> None:
        who = club.person()["number"]
        reply = club.ask("POST", f"{place}/enroll", [{"customerId": who}])
        assert reply.status == 200, reply.body

    def lap(number: int) -> None:
        house.pass_time(minutes=10)
        range_.arena.told({"memberRefId": "ada", "action": "lap", "eventRefId": f"lap {number}"})

    return {
        "An event of a target": lap,
        "How one stands in it": lambda _: club.got(f"/users/{ada}/targetGroups"),
        "A new contact, enrolled": enrol,
    }


GROWTHS = (Growth("targets", (100, 1_000, 10_000, 100_000), enrolled),)
