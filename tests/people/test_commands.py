"""The operators' commands about people's data."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from laurel.__main__ import main
from tests.asking import Club

Out = pytest.CaptureFixture[str]


def said(capsys: Out, *words: str) -> Any:
    capsys.readouterr()
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_person_is_one_document(club: Club, tmp_path: Path, capsys: Out) -> None:
    person = club.person(email="ada@example.org")
    club.finished(contact=person)
    file = tmp_path / "ada.json"

    document = said(capsys, "person", "export", "example", person["uid"])
    counted = said(capsys, "person", "export", "example", person["uid"], "--to", str(file))

    kinds = {record["kind"] for record in document["records"]}
    assert kinds >= {"own", "achievement", "event"}
    assert json.loads(file.read_text(encoding="utf-8"))["records"] == document["records"]
    assert counted == {"file": str(file), "records": len(document["records"])}


def test_an_organisation_is_erased_by_the_command(club: Club, capsys: Out) -> None:
    firm = club.made("organisation/", {"name": "Ada B., coach"})

    begun = said(capsys, "person", "erase", "example", firm["uid"])
    club.house.turn_to(club.house.clock.now() + timedelta(hours=1))

    [entry] = said(capsys, "erasures", "list", "example")["erasures"]
    assert (begun["uid"], begun["by"]) == (firm["uid"], "operator")
    assert entry["uid"] == firm["uid"] and entry["erased"]


def test_somebody_who_was_removed_before_can_be_erased_still(club: Club, capsys: Out) -> None:
    person = club.person()
    work = club.start(contact=person)
    assert club.ask("DELETE", f"person/{person['uid']}/").status == 204

    assert main(["person", "erase", "example", person["uid"]]) == 1
    said(capsys, "person", "erase", "example", person["uid"], "--gone")
    club.house.turn_to(club.house.clock.now() + timedelta(hours=1))

    assert club.got(f"achievement/{work['uid']}/")["contact_name"] == "(erased)"


def test_who_was_added_anew_since_is_not_erased_again(club: Club, tmp_path: Path, capsys: Out) -> None:
    person, journal = club.person(), tmp_path / "journal.json"
    before = (club.house.clock.now() - timedelta(days=1)).isoformat()
    entry = {"uid": person["uid"], "resource": "person", "by": "x", "created": before, "last_updated": before}
    journal.write_text(json.dumps({"erasures": [entry]}), encoding="utf-8")

    done = said(capsys, "erasures", "replay", "example", "--from-file", str(journal))

    assert (done["erasures"], done["begun"]) == (1, [])
    assert club.ask("GET", f"person/{person['uid']}/").status == 200


def test_the_journal_is_read_by_people_too(club: Club, capsys: Out) -> None:
    assert main(["erasures", "list", "example"]) == 0
    assert capsys.readouterr().out == "Nobody was erased.\n"

    person = club.person()
    main(["person", "erase", "example", person["uid"]])
    capsys.readouterr()
    main(["erasures", "list", "example"])

    assert capsys.readouterr().out == f"{person['uid']} 2026-11-21 12:00 being erased\n"


@pytest.mark.parametrize("verb", ["export", "erase"])
@pytest.mark.parametrize("uid", ["0" * 24, "nobody", "a#b"])
def test_nobody_is_one_line(verb: str, uid: str, club: Club, capsys: Out) -> None:
    before = club.items()

    assert main(["person", verb, "example", uid]) == 1

    assert capsys.readouterr().err == "laurel: There is no such contact.\n"
    assert club.items() == before
