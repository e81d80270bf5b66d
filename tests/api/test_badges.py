"""Badges as their owners get them: the same each time, in the tenant's name, good until they are revoked."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from benchmarks.spent import Purse
from chalicelib.actions import achievements, credentials
from chalicelib.domain.status_list import SIZE
from chalicelib.store import badges_signed
from chalicelib.store.writes import Put
from tests.api.badging import Holder, header, payload
from tests.asking import Club
from tests.awarding import table_of
from tests.people.life import erased


@pytest.fixture
def holder(club: Club) -> Holder:
    return Holder(club)


def claims_of(items: list[dict[str, Any]]) -> list[str]:
    return [item["sk"]["S"] for item in items if "#BS#" in item["pk"]["S"]]


def test_a_badge_is_the_same_whenever_it_is_got(club: Club, holder: Holder) -> None:
    work = club.finished()
    first = holder.badge(work)
    before = club.items()

    again = [holder.badge(work) for _ in range(3)]

    assert again == [first] * 3
    assert club.items() == before


def test_a_badge_names_its_key_and_the_key_is_where_it_says(club: Club, holder: Holder) -> None:
    said = header(holder.badge(club.finished()))

    assert (said["alg"], said["typ"]) == ("RS256", "JWT")
    assert holder.ask(said["kid"]).json == holder.jwks()[0]
    assert holder.jwks()[0]["kid"] == said["kid"]


def test_a_badge_is_a_file_for_a_wallet_a_picture_or_words(club: Club, holder: Holder) -> None:
    work = club.finished()
    here = f"achievement/{work['uid']}/credential/"

    answers = {form: holder.ask(f"{here}?format={form}") for form in ("jwt", "svg", "json")}

    assert {form: reply.headers["Content-Type"] for form, reply in answers.items()} == {
        "jwt": "application/jwt",
        "svg": "image/svg+xml; charset=utf-8",
        "json": "application/json",
    }
    token = answers["jwt"].body.decode()
    assert f'<openbadges:credential verify="{token}"/>' in answers["svg"].body.decode()
    assert answers["json"].json == payload(token)
    assert all("attachment" in reply.headers["Content-Disposition"] for reply in answers.values())
    assert holder.ask(f"{here}?format=pdf").status == 422


def test_a_child_is_called_in_its_badge_as_on_its_certificate(club: Club, holder: Holder) -> None:
    parent = club.person(email="parent@example.org")
    child = club.person(first_name="Wren", last_name="Berger", guardians=[parent["uri"]])
    work = club.finished(contact=child)

    short = payload(holder.badge(work))["credentialSubject"]["identifier"]
    club.done("tenant/", {"child_names": "full"})
    full = payload(holder.badge(work))["credentialSubject"]["identifier"]

    assert [one["identityHash"] for one in short] == ["Wren B."]
    assert [one["identityHash"] for one in full] == ["Wren Berger"]


def test_what_is_not_finished_has_no_badge(club: Club, holder: Holder) -> None:
    assert holder.gone(club.start())
    assert claims_of(club.items()) == []


def test_the_link_decides_who_gets_a_badge(club: Club, holder: Holder) -> None:
    work = club.finished()
    club.done("tenant/", {"public_links": "signed"})
    given = club.ask("POST", "public_link/", {"document": work["uri"], "paper": "credential"}).json

    assert holder.gone(work)
    assert holder.ask(given["permanent"]).status == 200
    assert holder.ask(given["url"]).status == 200
    assert holder.ask(given["url"].replace("/credential/", "/certificate/")).status == 404


def test_a_badge_that_nobody_got_has_nothing_to_revoke(club: Club) -> None:
    work = club.finished()

    club.done(f"achievement/{work['uid']}/reopen/")

    assert claims_of(club.items()) == []


def test_reopening_revokes_and_finishing_again_is_another_badge(club: Club, holder: Holder) -> None:
    work = club.finished()
    first = holder.badge(work)
    assert not holder.revoked(first)

    club.done(f"achievement/{work['uid']}/reopen/")
    open_again = (holder.gone(work), holder.revoked(first))
    club.done(f"achievement/{work['uid']}/finish/")
    second = holder.badge(work)

    assert open_again == (True, True)
    assert payload(first)["id"] != payload(second)["id"]
    assert (holder.revoked(first), holder.revoked(second)) == (True, False)


def test_removing_revokes(club: Club, holder: Holder) -> None:
    work = club.finished()
    token = holder.badge(work)

    assert club.ask("DELETE", f"achievement/{work['uid']}/").status == 204

    assert (holder.gone(work), holder.revoked(token)) == (True, True)


def test_erasing_its_owner_revokes_and_leaves_no_way_to_it(club: Club, holder: Holder) -> None:
    ada = club.person(email="ada@example.org")
    work = club.finished(contact=ada)
    token = holder.badge(work)
    club.house.settle()

    erased(club, ada["uid"])

    assert (holder.gone(work), holder.revoked(token)) == (True, True)
    assert "credential" not in json.dumps([i for i in club.items() if work["uid"] in i["pk"]["S"]])


def test_one_revocation_touches_no_other_badge(club: Club, holder: Holder) -> None:
    kind = club.type()
    works = [club.finished(kind=kind) for _ in range(4)]
    tokens = [holder.badge(work) for work in works]

    club.done(f"achievement/{works[2]['uid']}/reopen/")

    assert [holder.revoked(token) for token in tokens] == [False, False, True, False]


def test_who_reopens_while_a_badge_is_being_made_leaves_none_that_is_good(
    club: Club, holder: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record is read for the badge, reopened by another, and then is to get its place."""
    work = club.finished()
    table, take = table_of(club), credentials._take

    def late(*args: Any) -> None:
        monkeypatch.setattr(credentials, "_take", take)
        achievements.reopen(table, work["uid"], by="/x/", at=club.house.clock.now())
        take(*args)

    monkeypatch.setattr(credentials, "_take", late)

    assert holder.gone(work)
    assert claims_of(club.items()) == []


def test_a_place_that_is_taken_is_nobody_elses(club: Club, holder: Holder) -> None:
    works, numbers = [club.finished(), club.finished()], iter([5, 5, 5 + SIZE, 6])
    club.house.wired.ids.number = lambda: next(numbers)  # type: ignore[method-assign]

    first, second = (holder.badge(work) for work in works)

    places = [payload(token)["credentialStatus"]["statusListIndex"] for token in (first, second)]

    assert places == ["5", "6"]


def test_a_full_month_goes_on_in_another_list(club: Club, holder: Holder) -> None:
    table, works = table_of(club), [club.finished(), club.finished()]
    club.house.wired.ids.number = lambda: 7  # type: ignore[method-assign]

    tokens = [holder.badge(work) for work in works]

    shards = [payload(token)["credentialStatus"]["statusListCredential"][-9:] for token in tokens]
    assert shards == ["2026-11.0", "2026-11.1"]
    assert badges_signed.has_places(table, "2026-11.1")


def test_a_badge_costs_a_handful_of_calls(club: Club, holder: Holder) -> None:
    first, work = club.finished(), club.finished()
    holder.badge(first)  # the key is made
    purse = Purse(club.house)

    getting, again = (purse.spent(lambda: holder.badge(work)) for _ in range(2))

    # tenant, achievement, contact with type, achievement again, the place in one write, keys
    assert (getting.calls, getting.wru) == (6, 6)
    assert (again.calls, again.wru) == (5, 0)


def test_a_list_costs_what_was_revoked_in_it(club: Club, holder: Holder) -> None:
    token = holder.badge(club.finished())
    table, found = table_of(club), payload(token)["credentialStatus"]["statusListCredential"]
    purse = Purse(club.house)
    few = purse.spent(lambda: holder.ask(found))
    _revoke(club, range(0, 1_000, 7))

    many = purse.spent(lambda: holder.ask(found))

    assert few.calls == many.calls == 4  # tenant, keys, whether there is such a list, what was revoked
    assert many.rru <= few.rru + 5
    assert len(badges_signed.revoked_indices(table, "2026-11.0")) == 143


def _revoke(club: Club, indices: range) -> None:
    table = table_of(club)
    puts: Iterator[Put] = (
        badges_signed.revoked(table.tenant, credentials.Place("2026-11.0", index), club.house.clock.now())
        for index in indices
    )
    table.put_many(list(puts))


@pytest.mark.parametrize(
    "path",
    ["status/{key}/2020-01.0", "status/{key}/x", "status/{key}/2026-11.0x", "key/" + "0" * 24, "key/x"],
)
def test_what_verifiers_ask_for_that_is_not_there_is_not_found(club: Club, holder: Holder, path: str) -> None:
    holder.badge(club.finished())
    key = holder.jwks()[0]["kid"].rpartition("/")[2]

    assert holder.ask(path.format(key=key)).status == 404


def test_a_tenant_that_signed_nothing_has_no_keys_and_none_is_made_for_who_asks(
    club: Club, holder: Holder
) -> None:
    before = club.items()

    assert holder.jwks() == []
    assert holder.ask("status/" + "0" * 24 + "/2026-11.0").status == 404
    assert club.items() == before


def test_the_issuer_says_who_it_is_to_everybody(club: Club, holder: Holder) -> None:
    club.done("tenant/", {"website": "https://club.example"})

    reply = holder.ask("issuer")

    badge = payload(holder.badge(club.finished()))
    assert reply.headers["Access-Control-Allow-Origin"] == "*"
    assert "max-age" in reply.headers["Cache-Control"]
    assert badge["issuer"] == {name: value for name, value in reply.json.items() if name != "@context"}
    assert badge["issuer"]["url"] == "https://club.example"


@pytest.mark.parametrize("path", ["issuer", "jwks"])
def test_no_tenant_no_issuer(club: Club, path: str) -> None:
    assert club.ask("GET", f"/api/v1/public/nobody/{path}", role=None).status == 404
