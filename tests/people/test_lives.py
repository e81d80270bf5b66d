"""What a scan of the whole table finds of a person is in its export, and after its erasure is nowhere (S14, S15)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.actions import auditing, disclosing
from chalicelib.api import wire
from sandbox import residents
from sandbox.clock import Clock
from sandbox.engines import InProcessEngine
from sandbox.house import House
from tests.asking import Club
from tests.awarding import table_of
from tests.conftest import NOON
from tests.people.life import BY_LAW, COPIES, erased, items, lived, told_of

Item = dict[str, Any]


@dataclass
class Life:
    """One of a module's, for it is long: how it stood before the person was erased, and what was done then."""

    club: Club
    person: Any
    before: list[Item]
    exported: list[Any]
    key: str
    people: set[str]
    mails: int
    entry: Any


@pytest.fixture(scope="module")
def life() -> Iterator[Life]:
    clock = Clock(frozen=True, start=NOON)
    engine = InProcessEngine(clock.now)
    engine.reset()
    house = House(engine, clock, pause=lambda _: None)
    club = Club(house, residents.move_in(house, "a seed for lives"))
    person = lived(club)
    key = next(one["uid"] for one in club.got("api_key/")["results"] if one["contact"] == person["uri"])
    before, exported = items(club), given(club, person["uid"])
    people = {one["uid"] for one in club.got("person/")["results"]}
    club.finished(contact=person)  # and nothing has followed it yet
    mails = len(club.mails())
    entry = erased(club, person["uid"])
    yield Life(club, person, before, exported, key, people, mails, entry)
    wiring.use(None)
    engine.reset()


def given(club: Club, uid: str) -> list[Any]:
    """The export, page by page."""
    found: list[Any] = []
    following = f"person/{uid}/export/"
    while following:
        page = club.got(following)
        found += page["records"]
        following = (page["next"] or "").removeprefix(club.house.settings.base_url)
    return found


def kinds(places: list[str]) -> set[str]:
    """By their sort keys."""
    return {place.rpartition(" ")[2].partition("#")[0] for place in places}


def test_all_that_a_scan_finds_of_a_person_is_in_its_export(life: Life) -> None:
    exported = {_said(record) for record in life.exported}

    speaking = [item for item in life.before if told_of([item]) and item["sk"] not in COPIES]
    kept = {_said(disclosing.shown("", item)): item["sk"] for item in speaking}

    assert len(kept) > 40, "a short life proves little"
    assert {sk for said, sk in kept.items() if said not in exported} == set()


def _said(record: Item) -> str:
    return json.dumps({**json.loads(wire.dumps(record)), "kind": ""}, sort_keys=True)


def test_an_export_has_no_secret_of_the_tenants(life: Life) -> None:
    said = json.dumps(life.exported)

    secret = next(item["secret"] for item in life.before if item["sk"] == "TENANT")
    assert secret not in said and "digest" not in said and "link_tail" not in said


def test_after_an_erasure_nothing_speaks_of_the_person_but_what_the_law_keeps(life: Life) -> None:
    spoke = kinds(told_of(life.before))

    assert spoke >= {"A", "AE", "B", "BE", "C", "EV", "F", "K", "M", "O", "PL", "Q", "QUO", "SUP", "T", "WD"}
    assert kinds(told_of(items(life.club))) == BY_LAW
    assert life.entry["state"] == "erased"


def test_from_the_answer_on_nothing_is_sent_to_an_erased_person(life: Life) -> None:
    assert len(life.club.mails()) == life.mails


def test_boards_and_points_agree_when_somebody_is_erased(life: Life) -> None:
    assert auditing.audit(table_of(life.club), now=life.club.house.clock.now()).faults == []


def test_what_others_have_stays(life: Life) -> None:
    people = {one["uid"] for one in life.club.got("person/")["results"]}

    assert people == life.people - {life.person["uid"]}
    assert told_of(items(life.club), "wren"), "the child's own words are the child's"


def test_an_erased_persons_key_opens_nothing_and_its_membership_is_over(life: Life) -> None:
    club = life.club

    assert club.got(f"api_key/{life.key}/")["revoked"] is not None
    assert {one["status"] for one in club.got("member/")["results"]} == {"cancelled"}
    assert club.got("payment/?status=scheduled")["total"] == 0
    assert club.got("group/")["results"][0]["members"] == []


def test_asked_for_again_it_is_the_erasure_that_stands(life: Life) -> None:
    before = life.club.items()

    again = life.club.ask("PUT", f"person/{life.person['uid']}/erase/")

    assert (again.status, again.json) == (202, life.entry)
    assert life.club.items() == before


def test_when_the_law_wants_the_books_no_longer_they_go(life: Life) -> None:
    """The last test of this life."""
    assert life.entry["kept_until"] == "2033-01-01"

    life.club.house.turn_to(datetime(2033, 1, 1, 0, 2, tzinfo=UTC))

    assert told_of(items(life.club)) == []
    assert life.club.got(f"erasure/{life.person['uid']}/")["kept_until"] is None
    assert life.club.got("invoice/")["total"] == 0
