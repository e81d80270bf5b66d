"""Imports that die at any call to the table, and others at work beside them: the outcome is the same."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from chalicelib.actions import importing
from chalicelib.actions.importing_contacts import ContactDesk
from chalicelib.actions.importing_members import MemberDesk
from chalicelib.domain import imports
from chalicelib.domain.imports import Row
from chalicelib.store import imports as kept
from chalicelib.store.table import Table, Unavailable
from tests.api.test_bulk import (
    contacts_file,
    counts,
    csv_of,
    imported,
    members_file,
    taken_on,
)
from tests.api.test_bulk_exports import exported
from tests.asking import Club
from tests.secretary import Secretary

FEW = 12


@contextmanager
def dying(monkeypatch: pytest.MonkeyPatch, at: int, *, answered: bool) -> Iterator[list[str]]:
    """The process dies at that call to the table: before it is made, or when it is done but not answered."""
    calls: list[str] = []
    real = Table._call

    def call(self: Table, operation: str, asked: Any) -> Any:
        calls.append(operation)
        if len(calls) == at and not answered:
            raise Unavailable("died before")
        found = real(self, operation, asked)
        if len(calls) == at:
            raise Unavailable("died after")
        return found

    with monkeypatch.context() as patched:
        patched.setattr(Table, "_call", call)
        yield calls


def worked_off(club: Club, job: Any) -> None:
    now = club.house.clock.now()
    table = club.house.wired.table.of(club.tenant)
    importing.go_on(table, job["uid"], clock=lambda: now, until=now.replace(year=2030))


def died_everywhere(club: Club, monkeypatch: pytest.MonkeyPatch, job: Any, *, answered: bool) -> int:
    """Die at the first call, begin again, die at the second, and so forth until it comes through."""
    for at in range(1, 500):
        with dying(monkeypatch, at, answered=answered) as calls:
            try:
                worked_off(club, job)
            except Unavailable:
                continue
        if len(calls) < at:
            return at
    raise AssertionError("it never came through")


@pytest.mark.parametrize("answered", [False, True])
def test_an_import_of_contacts_that_dies_at_every_call_makes_each_once(
    swift: Club, monkeypatch: pytest.MonkeyPatch, answered: bool
) -> None:
    prefix = f"DIE{answered:d}"
    imported(swift, "contact", contacts_file(FEW // 2, prefix).replace("Ada", "Ida"))
    job = taken_on(swift, "contact", contacts_file(FEW, prefix) + "\r\n,Nobody,,\r\n")

    deaths = died_everywhere(swift, monkeypatch, job, answered=answered)

    done = swift.got(f"import/{job['uid']}/")
    assert deaths > 5
    assert (done["state"], counts(done)) == ("done", (FEW // 2, FEW // 2, 0, 1))
    assert [fault["column"] for fault in done["faults"]] == ["member_ref"]
    refs = [row["member_ref"] for row in exported(swift, "contact") if row["member_ref"].startswith(prefix)]
    assert sorted(refs) == sorted(f"{prefix}-{n}" for n in range(FEW))


@pytest.mark.parametrize("answered", [False, True])
def test_an_import_of_memberships_that_dies_at_every_call_makes_each_once(
    swift: Club, monkeypatch: pytest.MonkeyPatch, answered: bool
) -> None:
    prefix = f"MEM{answered:d}"
    kind = Secretary(swift).type(name=f"{prefix} grade")
    imported(swift, "contact", contacts_file(FEW, prefix))
    job = taken_on(swift, "member", members_file(FEW, prefix))

    deaths = died_everywhere(swift, monkeypatch, job, answered=answered)

    done = swift.got(f"import/{job['uid']}/")
    assert deaths > 5
    assert (done["state"], counts(done)) == ("done", (FEW, 0, 0, 0))
    assert swift.got(f"member/?membership_type={kind['uid']}")["total"] == FEW
    told = swift.got("event/?type=new_membership&page_size=100")["results"]
    mine = [one for one in told if one["data"]["membership_type"] == kind["uid"]]
    assert len(mine) == FEW


def test_taking_an_import_on_again_after_a_crash_keeps_all_of_its_rows(
    swift: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = {"kind": "contact", "csv": contacts_file(FEW, "AGAIN"), "dry_run": False}
    key = {"Idempotency-Key": "again"}
    statuses = []
    for at in range(1, 20):
        with dying(monkeypatch, at, answered=False) as calls:
            reply = swift.ask("POST", "import/", body, headers=key)
        swift.house.clock.turn_to(swift.house.clock.now().replace(microsecond=at))
        statuses.append(reply.status)
        if len(calls) < at:
            break

    swift.house.settle()

    assert statuses[-1] == 202
    assert counts(swift.got(f"import/{reply.json['uid']}/")) == (FEW, 0, 0, 0)


def test_an_import_of_many_parts_takes_one_after_the_other(
    swift: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "PART_BYTES", 300)
    job = taken_on(swift, "contact", contacts_file(FEW, "PART"))

    deaths = died_everywhere(swift, monkeypatch, job, answered=True)

    done = swift.got(f"import/{job['uid']}/")
    assert deaths > 5
    assert (done["state"], done["done"], counts(done)) == ("done", FEW, (FEW, 0, 0, 0))


def test_a_worker_that_another_overtakes_leaves_it_to_that_one(
    swift: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = taken_on(swift, "contact", contacts_file(FEW, "RACE"))
    real, others = ContactDesk.do, iter([True])

    def overtaken(desk: ContactDesk, judged: Any) -> Any:
        if next(others, False):
            worked_off(swift, job)
        return real(desk, judged)

    monkeypatch.setattr(ContactDesk, "do", overtaken)
    worked_off(swift, job)

    done = swift.got(f"import/{job['uid']}/")
    assert (done["state"], done["done"], counts(done)) == ("done", FEW, (FEW, 0, 0, 0))
    refs = [row["member_ref"] for row in exported(swift, "contact") if row["member_ref"].startswith("RACE")]
    assert len(refs) == FEW


def rows(kind: Any, text: str) -> list[Row]:
    sheet = imports.read(kind, text)
    return [imports.row(kind, sheet.columns, line) for line in sheet.lines]


def test_a_contact_that_comes_in_the_way_after_the_judging_stops_none_of_the_others(swift: Club) -> None:
    table, now = swift.house.wired.table.of(swift.tenant), swift.house.clock.now()
    text = csv_of("member_ref,first_name,number", "NUM-1,Ada,777", "NUM-2,Ben,778", "NUM-3,Cleo,779")
    desk = ContactDesk(table, "secret", now)

    judged = desk.judge(rows("contact", text))
    swift.person(number=778)
    faults = desk.do(judged)

    assert [one.verdict for one in judged] == ["create"] * 3
    assert [(one.line, one.fault) for one in faults] == [(3, "Another contact has this number.")]
    assert [one["number"] for one in map(by_ref(swift), ("NUM-1", "NUM-3"))] == [777, 779]


def test_a_membership_that_comes_in_the_way_after_the_judging_stops_none_of_the_others(swift: Club) -> None:
    table, now = swift.house.wired.table.of(swift.tenant), swift.house.clock.now()
    kind = Secretary(swift).type(name="WAY grade")
    imported(swift, "contact", contacts_file(3, "WAY"))
    desk = MemberDesk(table, "secret", "UTC", now)

    judged = desk.judge(rows("member", members_file(3, "WAY")))
    one = {
        "contact": by_ref(swift)("WAY-1")["uri"],
        "membership_type": kind["uri"],
        "start_date": "2026-03-01",
    }
    swift.made("member/", one)
    faults = desk.do(judged)

    assert [one.verdict for one in judged] == ["create"] * 3
    assert [one.line for one in faults] == [3]
    assert swift.got(f"member/?membership_type={kind['uid']}")["total"] == 3


def by_ref(club: Club) -> Callable[[str], Any]:
    return lambda ref: club.got(f"person/?member_ref={ref}")["results"][0]


def test_a_reference_whose_contact_was_removed_may_come_again(swift: Club) -> None:
    imported(swift, "contact", contacts_file(1, "GONE"))
    first = swift.got("person/?member_ref=GONE-0")["results"][0]
    assert swift.ask("DELETE", f"person/{first['uid']}/").status == 204

    done = imported(swift, "contact", contacts_file(1, "GONE"))

    second = swift.got("person/?member_ref=GONE-0")["results"][0]
    assert counts(done) == (1, 0, 0, 0) and second["uid"] != first["uid"]
