"""A society of 40,000 members moves in on DynamoDB Local, and a month's worth of them renews by itself.

`MEMBERS=4000` makes a smaller society, where there is less time.
"""

import os
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib import wiring
from sandbox import residents
from sandbox.clock import Clock
from sandbox.engines import DynamoDBLocalEngine
from sandbox.house import House
from tests.asking import Club
from tests.conftest import NOON
from tests.secretary import Secretary

pytestmark = pytest.mark.scale

MEMBERS = int(os.environ.get("MEMBERS", "40000"))
YEAR = 365
MONTH = timedelta(days=30)
FIRST = date(
    2025, 11, 23
)  # of the first days of all these memberships; their year ends from the day after NOON on


@pytest.fixture
def society() -> Iterator[Club]:
    clock = Clock(frozen=True, start=NOON)
    engine = DynamoDBLocalEngine(clock.now)
    try:
        house = House(engine, clock, metered=False)
        yield Club(house, residents.move_in(house, "a seed for tests"))
    finally:
        wiring.use(None)
        engine.close()


def start(place: int) -> date:
    """As many begin on each day of the year."""
    return FIRST + timedelta(days=place % YEAR)


def worked_off(club: Club, kind: str, text: str) -> Any:
    reply = club.ask("POST", "import/", {"kind": kind, "csv": text, "dry_run": False})
    assert reply.status == 202, reply.body
    club.house.sweep()
    return club.got(f"import/{reply.json['uid']}/")


def test_a_society_moves_in_and_a_month_of_it_renews(society: Club) -> None:
    society.done("triggers/", {})
    Secretary(society).type(name="Fellow")
    people = [f"S-{n},Fellow,No. {n}\n" for n in range(MEMBERS)]
    fellows = [f"S-{n},S-{n},Fellow,{start(n)},active,yes\n" for n in range(MEMBERS)]
    heading = "external_ref,contact,membership_type,start_date,status,auto_renew\n"

    moved_in = worked_off(society, "contact", "member_ref,first_name,last_name\n" + "".join(people))
    joined = worked_off(society, "member", heading + "".join(fellows))

    assert (moved_in["state"], moved_in["counts"]["create"]) == ("done", MEMBERS)
    assert (joined["state"], joined["counts"]["create"], joined["faults_total"]) == ("done", MEMBERS, 0)

    society.house.clock.turn_to(NOON + MONTH)
    society.house.sweep()

    ended = [n for n in range(MEMBERS) if start(n).replace(year=start(n).year + 1) <= (NOON + MONTH).date()]
    assert society.got("member/?renewed=true")["total"] == len(ended) > MEMBERS // 15
    assert society.got("member/")["total"] == MEMBERS + len(ended)
    for n in (ended[0], ended[-1]):
        kept = society.got(f"member/?external_ref=S-{n}")["results"][0]
        following = society.got(f"member/{kept['renewed_as'].split('/')[3]}/")
        assert (following["start_date"], following["status"]) == (kept["end_date"], "active")
