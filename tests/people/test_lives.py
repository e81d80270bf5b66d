"""What a scan of the whole table finds of a person is in its export, and after its erasure is nowhere (S14, S15)."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.actions import auditing, disclosing
from chalicelib.api import wire
from chalicelib.store.contacts import CONTACTS
from tests.asking import Club
from tests.awarding import table_of
from tests.people.life import BY_LAW, COPIES, erased, items, lived, told_of


def places(found: list[str]) -> set[str]:
    """What kinds of records these are, by their sort keys."""
    return {place.rpartition(" ")[2].partition("#")[0] for place in found}


def exported(club: Club, uid: str) -> list[Any]:
    found: list[Any] = []
    following = f"person/{uid}/export/"
    while following:
        page = club.got(following)
        found += page["records"]
        following = (page["next"] or "").removeprefix(club.house.settings.base_url)
    return found


def test_all_that_a_scan_finds_of_a_person_is_in_its_export(club: Club) -> None:
    person = lived(club)

    given = {_said(record) for record in exported(club, person["uid"])}

    speaking = [item for item in items(club) if told_of([item]) and item["sk"] not in COPIES]
    kept = {_said(disclosing.shown("", item)): item["sk"] for item in speaking}
    assert len(kept) > 40, "a short life proves little"
    assert {sk for said, sk in kept.items() if said not in given} == set()


def _said(record: dict[str, Any]) -> str:
    return json.dumps({**json.loads(wire.dumps(record)), "kind": ""}, sort_keys=True)


def test_an_export_has_no_secret_of_the_tenants(club: Club) -> None:
    person = lived(club)

    said = json.dumps(exported(club, person["uid"]))

    table = table_of(club)
    secret = next(item["secret"] for item in items(club) if item["sk"] == "TENANT")
    assert secret not in said and "digest" not in said and table.tenant in said


def test_after_an_erasure_nothing_speaks_of_the_person_but_what_the_law_keeps(club: Club) -> None:
    person = lived(club)
    before = places(told_of(items(club)))

    erased(club, person["uid"])

    assert places(told_of(items(club))) == BY_LAW
    assert before >= {"A", "AE", "B", "BE", "C", "EV", "F", "K", "M", "O", "PL", "Q", "QUO", "SUP", "T", "WD"}


def test_when_the_law_wants_the_books_no_longer_they_go(club: Club) -> None:
    person = lived(club)
    entry = erased(club, person["uid"])
    assert entry["kept_until"] == "2033-01-01"

    club.house.turn_to(datetime(2033, 1, 1, 0, 2, tzinfo=UTC))

    assert told_of(items(club)) == []
    assert club.got(f"erasure/{person['uid']}/")["kept_until"] is None
    assert club.got("invoice/")["total"] == 0


def test_from_the_answer_on_nothing_is_sent_to_an_erased_person(club: Club) -> None:
    person = lived(club)
    club.finished(contact=club.got(f"person/{person['uid']}/"))
    sent = len(club.mails())

    erased(club, person["uid"])
    called = len(club.house.inbox.received)
    club.house.turn_to(club.house.clock.now() + timedelta(days=2))

    assert len(club.mails()) == sent
    assert [one for one in club.house.inbox.received[called:] if b"anary" in one.body] == []


def test_boards_and_points_agree_when_somebody_is_erased(club: Club) -> None:
    person = lived(club)

    erased(club, person["uid"])

    assert auditing.audit(table_of(club), now=club.house.clock.now()).faults == []


def test_what_others_have_stays(club: Club) -> None:
    person = lived(club)
    before = {one["uid"] for one in club.got("person/")["results"]} - {person["uid"]}
    work = {one["uid"] for one in club.got("achievement/")["results"]}

    erased(club, person["uid"])

    assert {one["uid"] for one in club.got("person/")["results"]} == before
    assert {one["uid"] for one in club.got("achievement/")["results"]} == work
    assert told_of(items(club), "wren"), "the child's own words are the child's"


def test_an_erased_persons_key_opens_nothing_and_its_membership_is_over(club: Club) -> None:
    person = lived(club)
    key = next(one for one in club.got("api_key/")["results"] if one["contact"] == person["uri"])

    erased(club, person["uid"])

    assert club.got(f"api_key/{key['uid']}/")["revoked"] is not None
    assert {one["status"] for one in club.got("member/")["results"]} == {"cancelled"}
    assert club.got("payment/?status=scheduled")["total"] == 0
    assert club.got("group/")["results"][0]["members"] == []


def test_a_walk_that_is_done_again_finds_nothing(club: Club) -> None:
    person = lived(club)
    erased(club, person["uid"])
    before = club.items()

    again = club.ask("PUT", f"person/{person['uid']}/erase/")

    assert (again.status, again.json["state"]) == (202, "erased")
    assert club.items() == before
    assert CONTACTS.find(table_of(club), person["uid"]) is None
