"""The commands on exports: files that an import takes back, whole or not there."""

import csv
import re
import shlex
from collections.abc import Callable
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest

from chalicelib.actions import exporting
from tests.api.aiming import customer, enrolled, group, left, target
from tests.api.test_bulk import contacts_file
from tests.asking import Club
from tests.laurel.saying import Operator
from tests.secretary import Secretary


@pytest.fixture
def club(office: Secretary) -> Club:
    return office.club


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "out.csv"


def lines(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8") as text:
        return list(csv.DictReader(text, strict=True))


def refs(file: Path) -> set[str]:
    return {line["member_ref"] for line in lines(file)}


def test_what_is_exported_and_imported_again_changes_nothing(
    club: Club, office: Secretary, operator: Operator, file: Path
) -> None:
    office.member(contact=club.person(first_name="=1+1", last_name="Zoë"))
    club.made("organisation/", {"name": 'Smith, "Sons" & Co'})

    for noun, records in (("contacts", 3), ("members", 1)):
        assert operator.knows("export", noun, club.tenant, str(file)).json["records"] == records
        assert len(lines(file)) == records
        again = operator.knows("import", noun, club.tenant, str(file), "--dry-run")
        assert again.json["counts"] == {"create": 0, "update": 0, "unchanged": records, "faulty": 0}


def test_an_export_of_many_stretches_has_one_heading(
    club: Club, operator: Operator, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(exporting, "STRETCH", 7)
    source = tmp_path / "in.csv"
    source.write_text(contacts_file(30, "MANY"), newline="")
    operator.knows("import", "contacts", club.tenant, str(source))

    operator.knows("export", "contacts", club.tenant, str(file))

    assert refs(file) == {"demo-member", *(f"MANY-{n}" for n in range(30))}
    assert len(lines(file)) == 31
    assert not file.with_name("out.csv.part").exists()


def test_a_stopped_export_goes_on_behind_what_it_has(
    club: Club, operator: Operator, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(exporting, "STRETCH", 10)
    (tmp_path / "in.csv").write_text(contacts_file(30, "STOP"), newline="")
    operator.knows("import", "contacts", club.tenant, str(tmp_path / "in.csv"))
    club.house.wired.clock = stopping(club.house.clock.now, at=3)

    stopped = operator.says("export", "contacts", club.tenant, str(file))

    assert (stopped.status, file.exists()) == (130, False)
    words = re.fullmatch(r"laurel: stopped\. It goes on with: laurel (.+)\n", stopped.err)
    assert words and "--after" in words[1]
    said = operator.knows(*shlex.split(words[1]))
    assert said.json["records"] == 11, "what was there already is not counted again"
    assert refs(file) == {"demo-member", *(f"STOP-{n}" for n in range(30))}
    assert len(lines(file)) == 31


def stopping(now: Callable[[], datetime], *, at: int) -> Callable[[], datetime]:
    looks = count(1)

    def clock() -> datetime:
        if next(looks) == at:
            raise KeyboardInterrupt
        return now()

    return clock


def test_what_was_never_begun_is_not_gone_on_with(club: Club, operator: Operator, file: Path) -> None:
    said = operator.says("export", "contacts", club.tenant, str(file), "--after", "person|2026")

    assert (said.status, said.err) == (1, f"laurel: There is no {file}.part to go on with.\n")


def test_who_is_enrolled_is_exported_and_can_be_enrolled_elsewhere(
    club: Club, operator: Operator, file: Path
) -> None:
    ours = group(club)
    mine, other = target(club, ours), target(club, ours, name="Another")
    first, second, third = (customer(club, number) for number in (31, 32, 33))
    for one in (first, second, third):
        enrolled(club, mine, one)
    left(club, mine, second)

    operator.knows("export", "enrolments", club.tenant, str(file), *where(mine))
    said = operator.knows("import", "enrolments", club.tenant, str(file), *where(other))

    assert {line["customer_id"] for line in lines(file)} == {str(first), str(third)}
    assert said.json["counts"]["create"] == 2


def where(one: dict[str, str]) -> tuple[str, ...]:
    return "--group", str(one["targetGroupId"]), "--target", str(one["id"])


def test_a_target_that_is_not_there_is_one_line(club: Club, operator: Operator, file: Path) -> None:
    words = ("export", "enrolments", club.tenant, str(file), "--group", "800000001", "--target", "x")

    said = operator.says(*words)

    assert (said.status, said.err.count("\n"), file.exists()) == (1, 1, False)
