"""The list of addresses that get no mail: pages, filters, and what is let go out of it."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.store import keys
from chalicelib.store.writes import Put
from sandbox.ses_events import event
from tests.asking import Club
from tests.awarding import table_of
from tests.mailing import sent
from tests.secretary import Secretary


@pytest.fixture
def club(office: Secretary) -> Club:
    return office.club


def shut(club: Club, *addresses: str) -> None:
    for address in addresses:
        said = {"email": address, "reason": "by letter"}
        assert club.ask("POST", "suppression/", said).status == 204
        club.house.clock.turn_to(club.house.clock.now() + timedelta(seconds=1))


def opened(club: Club, address: str) -> None:
    assert club.ask("DELETE", f"suppression/{address}/").status == 204


def emails(listed: Any) -> list[str]:
    return [one["email"] for one in listed["results"]]


def test_addresses_are_listed_in_the_order_in_which_they_were_shut(club: Club) -> None:
    shut(club, "a@example.org", "b@example.org", "c@example.org")

    first = club.got("suppression/?page_size=2")
    following = club.got(first["links"]["next"].partition("/api/v1/example/")[2])

    assert (first["total"], first["pages"], emails(first)) == (3, 2, ["a@example.org", "b@example.org"])
    assert emails(following) == ["c@example.org"]
    assert first["results"][0] == {
        "email": "a@example.org",
        "created": "2026-11-21T12:00:00",
        "cause": "asked",
        "reason": "by letter",
        "mail": None,
    }


def test_an_address_is_looked_up_without_case_and_by_its_cause(club: Club) -> None:
    shut(club, "Ada@example.org")
    club.house.tell(event(sent(club, email="bea@example.org"), "Email Bounced"))

    assert emails(club.got("suppression/?email=ada@EXAMPLE.org")) == ["Ada@example.org"]
    assert emails(club.got("suppression/?email=ada@example.org&cause=bounced")) == []
    assert emails(club.got("suppression/?cause=bounced")) == ["bea@example.org"]
    assert emails(club.got("suppression/?cause=complained")) == []
    assert club.got("suppression/?email=nobody@example.org")["total"] == 0
    assert club.ask("GET", "suppression/?cause=rain").status == 422


def test_what_is_shut_twice_stands_once_and_what_is_open_again_not_at_all(club: Club) -> None:
    shut(club, "a@example.org", "b@example.org", "A@example.org")
    before = club.got("suppression/")

    opened(club, "A@EXAMPLE.org")
    opened(club, "a@example.org")
    after = club.got("suppression/")
    shut(club, "a@example.org")

    assert (before["total"], emails(before)) == (2, ["a@example.org", "b@example.org"])
    assert (after["total"], emails(after)) == (1, ["b@example.org"])
    assert emails(club.got("suppression/")) == ["b@example.org", "a@example.org"]


def test_the_total_stays_right_once_it_is_kept(club: Club) -> None:
    """Hundreds of them are counted up to a position; who leaves is taken off."""
    table, now = table_of(club), club.house.clock.now()
    shut(club, *(f"p{number}@example.org" for number in range(205)))
    club.house.clock.turn_to(now + timedelta(hours=1))
    counted = club.got("suppression/?page_size=1")["total"]
    tally = table.get(keys.tally("example", keys.list_pk("example", "suppression")))

    opened(club, "p7@example.org")

    assert counted == 205 and tally is not None and tally["n"] == 205
    assert club.got("suppression/?page_size=1")["total"] == 204


def test_what_was_shut_before_there_was_a_list_is_looked_up_and_opened(club: Club) -> None:
    old = {"address": "old@example.org", "reason": "asked for", "created": "2026-10-01T12:00:00.000000Z"}
    table_of(club).put(Put(keys.suppression("example", "old@example.org"), old))
    shut(club, "new@example.org")

    found = club.got("suppression/?email=old@example.org")["results"]
    opened(club, "old@example.org")

    assert [(one["cause"], one["reason"]) for one in found] == [("asked", "asked for")]
    assert club.got("suppression/?email=old@example.org")["total"] == 0
    assert emails(club.got("suppression/")) == ["new@example.org"]


@pytest.mark.parametrize("role", ["coach", "member"])
def test_only_admins_see_them(club: Club, role: str) -> None:
    assert club.ask("GET", "suppression/", role=role).status == 403
