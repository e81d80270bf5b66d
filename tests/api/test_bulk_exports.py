"""Exports: files that no spreadsheet runs and that an import takes back unchanged."""

import csv
import io
from datetime import timedelta

import pytest

from tests.api.test_bulk import contacts_file, counts, imported, members_file, rehearsed
from tests.asking import Club
from tests.secretary import Secretary


def exported(club: Club, kind: str) -> list[dict[str, str]]:
    reply = club.ask("GET", f"export/?kind={kind}")
    assert reply.status == 200, reply.body
    return list(csv.DictReader(io.StringIO(reply.body.decode(), newline=""), strict=True))


def test_what_is_exported_and_imported_again_changes_nothing(swift: Club) -> None:
    desk = Secretary(swift)
    kind = desk.type(name="ROUND grade")
    person = swift.person(first_name="=1+1", last_name="'-2", phone="+44 20 7946", email="round@example.org")
    swift.made("organisation/", {"name": 'Smith, "Sons" & Co'})
    desk.member(kind=kind, contact=person, amount="99.50", auto_renew=True)
    imported(swift, "contact", contacts_file(3, "ROUND"))
    imported(
        swift,
        "member",
        members_file(3, "ROUND", "2025-11-21", ""),
    )

    for noun in ("contact", "member"):
        text = swift.ask("GET", f"export/?kind={noun}").body.decode()
        told = rehearsed(swift, noun, text)
        assert told["rows"] >= 4
        assert counts(told) == (0, 0, told["rows"], 0), told["faults"]
    row = next(row for row in exported(swift, "contact") if row["uid"] == person["uid"])
    assert (row["first_name"], row["last_name"], row["phone"]) == ("'=1+1", "''-2", "'+44 20 7946")


def test_an_export_goes_on_where_its_link_leads(swift: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    imported(swift, "contact", contacts_file(5, "LINK"))
    whole = exported(swift, "contact")
    monkeypatch.setattr("chalicelib.actions.exporting.STRETCH", 300)
    target, found = "export/?kind=contact", list[dict[str, str]]()

    while target:
        reply = swift.ask("GET", target)
        found += csv.DictReader(io.StringIO(reply.body.decode(), newline=""))
        link = reply.headers.get("Link", "")
        target = "/api/v1/" + link.partition("/api/v1/")[2].partition(">")[0] if link else ""

    assert found == whole


def test_a_cursor_of_another_export_is_refused(swift: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    imported(swift, "contact", contacts_file(3, "ALIEN"))
    monkeypatch.setattr("chalicelib.actions.exporting.STRETCH", 1)
    link = swift.ask("GET", "export/?kind=contact").headers["Link"]
    cursor = link.partition("cursor=")[2].partition(">")[0]

    reply = swift.ask("GET", f"export/?kind=member&cursor={cursor}")

    assert (reply.status, "invalid_cursor" in reply.json["error_detail"]) == (400, True)


def test_a_date_of_birth_and_a_public_profile_come_and_go_by_files(swift: Club) -> None:
    heading = "member_ref,first_name,date_of_birth,public_profile"
    imported(swift, "contact", f"{heading}\nC-77,Kim,,yes\n")
    swift.house.clock.turn_to(swift.house.clock.now() + timedelta(days=5))
    imported(swift, "contact", f"{heading}\nC-77,Kim,2026-11-25,no\n")  # born after it was announced

    (kim,) = swift.got("person/?member_ref=C-77")["results"]
    assert (kim["date_of_birth"], kim["public_profile"]) == ("2026-11-25", False)
    row = next(row for row in exported(swift, "contact") if row["member_ref"] == "C-77")
    assert (row["date_of_birth"], row["public_profile"]) == ("2026-11-25", "false")
