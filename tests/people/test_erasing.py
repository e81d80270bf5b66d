"""Erasing a person: at once nothing is sent to it, then nothing of it is kept, and the journal says so."""

from datetime import timedelta
from typing import Any

from tests.asking import Club


def erased(club: Club, uid: str) -> Any:
    reply = club.ask("PUT", f"person/{uid}/erase/")
    assert reply.status == 202, reply.body
    club.house.turn_to(club.house.clock.now() + timedelta(hours=1))
    return club.got(f"erasure/{uid}/")


def test_an_erased_person_is_nobody_at_once(club: Club) -> None:
    person = club.person(email="ada@example.org", member_ref="M-1")

    begun = club.ask("PUT", f"person/{person['uid']}/erase/")

    assert (begun.status, begun.json["state"]) == (202, "erasing")
    assert club.ask("GET", f"person/{person['uid']}/").status == 404
    assert club.got("person/?email=ada@example.org")["total"] == 0


def test_the_journal_says_when_it_was_done(club: Club) -> None:
    person = club.person()

    entry = erased(club, person["uid"])

    assert entry["state"] == "erased" and entry["erased_date"]
    assert entry["kept_until"] is None
    assert [one["uid"] for one in club.got("erasure/")["results"]] == [person["uid"]]
