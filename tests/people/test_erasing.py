"""Erasing a person and giving it its data, as an admin asks for them."""

from chalicelib.actions.forgetting import Desk, acts
from tests.asking import Club
from tests.awarding import table_of
from tests.people.life import erased


def test_an_erased_person_is_nobody_at_once(club: Club) -> None:
    person = club.person(email="ada@example.org", member_ref="M-1")

    begun = club.ask("PUT", f"person/{person['uid']}/erase/")

    assert (begun.status, begun.json["state"]) == (202, "erasing")
    assert club.ask("GET", f"person/{person['uid']}/").status == 404
    assert club.got("person/?email=ada@example.org")["total"] == 0
    assert club.ask("GET", f"person/{person['uid']}/export/").status == 404


def test_the_journal_says_when_it_was_done(club: Club) -> None:
    person = club.person()

    entry = erased(club, person["uid"])

    assert entry["state"] == "erased" and entry["erased_date"]
    assert entry["kept_until"] is None
    assert [one["uid"] for one in club.got("erasure/")["results"]] == [person["uid"]]


def test_only_a_person_is_erased_by_this_call(club: Club) -> None:
    firm = club.made("organisation/", {"name": "Acme"})
    before = club.items()

    for uid in (firm["uid"], "0" * 24, "nobody"):
        assert club.ask("PUT", f"person/{uid}/erase/").status == 404
        assert club.ask("GET", f"person/{uid}/export/").status == 404

    assert club.items() == before


def test_who_is_added_anew_under_an_old_reference_is_another_one(club: Club) -> None:
    gone = club.person(member_ref="M-1", email="ada@example.org")
    erased(club, gone["uid"])

    anew = club.person(member_ref="M-1", email="ada@example.org")

    assert anew["uid"] != gone["uid"]
    assert club.got(f"erasure/{gone['uid']}/")["state"] == "erased"


def test_a_page_of_one_export_leads_on_in_no_other(club: Club) -> None:
    one, other = club.person(), club.person(first_name="Ben")
    following = club.got(f"person/{one['uid']}/export/")["next"]
    cursor = following.partition("cursor=")[2]

    reply = club.ask("GET", f"person/{other['uid']}/export/?cursor={cursor}")

    assert (reply.status, b"invalid_cursor" in reply.body) == (400, True)
    assert club.ask("GET", f"person/{one['uid']}/export/?cursor={cursor}").status == 200


def test_a_mail_that_is_under_way_is_left_to_the_next_pass(club: Club) -> None:
    club.finished()
    before = club.items()
    desk = Desk(table_of(club), "a" * 24, str, club.house.clock.now)

    for section in ("mail", "delivery"):
        [wait] = acts(desk, section, {"state": "sending"})
        wait()

    assert club.items() == before


def test_an_address_that_gets_no_mail_gets_none_when_its_person_is_erased(club: Club) -> None:
    person = club.person(email="ada@example.org")
    assert club.ask("POST", "suppression/", {"email": "ada@example.org"}).status == 204
    erased(club, person["uid"])

    club.finished(contact=club.person(email="ada@example.org"))
    club.house.settle()

    assert club.mails() == []
    assert [one["state"] for one in club.got("mail/")["results"]] == ["suppressed"]
