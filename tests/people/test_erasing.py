"""Erasing a person: at once nothing is sent to it, then nothing of it is kept, and the journal says so."""

from tests.asking import Club
from tests.people.life import erased


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
