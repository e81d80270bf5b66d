"""Imports and exports asked for as a membership secretary's client would, over hundreds of lines."""

from datetime import timedelta
from functools import partial
from itertools import count
from typing import Any

import pytest

from chalicelib.actions import importing
from chalicelib.api.body import BULK_BYTES
from chalicelib.domain import imports
from tests.asking import Club
from tests.secretary import Secretary

PEOPLE = 150
SECOND = timedelta(seconds=1)


def csv_of(heading: str, *lines: str) -> str:
    return "\r\n".join([heading, *lines, ""])


def contacts_file(size: int, prefix: str) -> str:
    lines = [f"{prefix}-{n},Ada,Berger {n},{prefix.lower()}{n}@example.org" for n in range(size)]
    return csv_of("member_ref,first_name,last_name,emails", *lines)


def members_file(size: int, prefix: str, start: str = "2026-03-01", status: str = "active") -> str:
    lines = [f"{prefix}-M{n},{prefix}-{n},{prefix} grade,{start},{status}" for n in range(size)]
    return csv_of("external_ref,contact,membership_type,start_date,status", *lines)


def sent(club: Club, kind: str, text: str, **more: Any) -> Any:
    return club.ask("POST", "import/", {"kind": kind, "csv": text, **more})


def rehearsed(club: Club, kind: str, text: str, **more: Any) -> Any:
    reply = sent(club, kind, text, **more)
    assert reply.status == 200, reply.body
    return reply.json


def taken_on(club: Club, kind: str, text: str) -> Any:
    reply = sent(club, kind, text, dry_run=False)
    assert reply.status == 202, reply.body
    return reply.json


def imported(club: Club, kind: str, text: str) -> Any:
    """Worked off by the sweep."""
    job = taken_on(club, kind, text)
    club.house.settle()
    done = club.got(f"import/{job['uid']}/")
    assert done["state"] == "done", done
    return done


def counts(told: Any) -> tuple[int, int, int, int]:
    """create, update, unchanged, faulty"""
    found = told["counts"]
    return found["create"], found["update"], found["unchanged"], found["faulty"]


@pytest.fixture
def desk(swift: Club) -> Secretary:
    return Secretary(swift)


def test_a_dry_run_says_what_would_be_made_and_writes_nothing(swift: Club) -> None:
    before = swift.items()

    told = rehearsed(swift, "contact", contacts_file(PEOPLE, "DRY"))

    assert (told["state"], told["rows"], told["done"], counts(told)) == ("checked", 150, 150, (150, 0, 0, 0))
    assert swift.items() == before


def test_an_import_makes_contacts_once_however_often_it_is_sent(swift: Club) -> None:
    text = contacts_file(PEOPLE, "ONCE")

    first, second = imported(swift, "contact", text), imported(swift, "contact", text)

    assert (counts(first), counts(second)) == ((150, 0, 0, 0), (0, 0, 150, 0))
    found = swift.got("person/?member_ref=ONCE-7")["results"]
    assert [(one["last_name"], one["email"]) for one in found] == [("Berger 7", "once7@example.org")]
    assert found[0]["number"] >= 100_000_000


def test_an_import_changes_what_differs_and_leaves_the_rest(swift: Club) -> None:
    imported(swift, "contact", contacts_file(3, "DIFF"))
    text = csv_of(
        "member_ref,last_name,phone", "DIFF-0,Berger 0,", "DIFF-1,Lovelace,", "DIFF-2,Berger 2,+44 20"
    )

    told, done = rehearsed(swift, "contact", text), imported(swift, "contact", text)

    assert counts(told) == counts(done) == (0, 2, 1, 0)
    assert swift.got("person/?member_ref=DIFF-1")["results"][0]["last_name"] == "Lovelace"
    assert swift.got("person/?member_ref=DIFF-2")["results"][0]["email"] == "diff2@example.org"


def test_every_fault_is_said_by_line_and_column_and_the_other_lines_are_imported(swift: Club) -> None:
    text = csv_of(
        "member_ref,first_name,emails,guardians",
        "FAULT-1,Ada,ada@example.org,",
        "FAULT-2,Ben,not an address,",
        "FAULT-1,Cleo,,",
        "FAULT-4,,,",
        "FAULT-5,Eve,," + "0" * 24,
        "FAULT-6,Finn",
        ",Gus,,",
    )
    wanted = [
        (3, "emails"),
        (4, "member_ref"),
        (5, "first_name"),
        (6, "guardians"),
        (7, ""),
        (8, "member_ref"),
    ]

    told, done = rehearsed(swift, "contact", text), imported(swift, "contact", text)

    for one in (told, done):
        assert [(fault["line"], fault["column"]) for fault in one["faults"]] == wanted
        assert (counts(one), one["faults_total"]) == ((1, 0, 0, 6), 6)


def test_memberships_are_brought_over_with_status_dates_and_references(swift: Club, desk: Secretary) -> None:
    kind = desk.type(name="OVER grade")
    imported(swift, "contact", contacts_file(PEOPLE, "OVER"))

    told = rehearsed(swift, "member", members_file(PEOPLE, "OVER"))
    done = imported(swift, "member", members_file(PEOPLE, "OVER"))

    assert counts(told) == counts(done) == (150, 0, 0, 0)
    found = swift.got(f"member/?membership_type={kind['uid']}&page_size=100")
    assert (found["total"], {one["status"] for one in found["results"]}) == (150, {"active"})
    assert found["results"][3]["external_ref"] == "OVER-M3", "in the file's order"
    assert len({one["membership_number"] for one in found["results"]}) == 100


def test_old_memberships_send_no_mail_and_new_ones_do(swift: Club, desk: Secretary) -> None:
    desk.type(name="MAIL grade")
    imported(swift, "contact", contacts_file(2, "MAIL"))
    before = len(swift.mails())

    imported(swift, "member", members_file(1, "MAIL", "2026-11-18"))
    assert len(swift.mails()) == before

    imported(swift, "member", members_file(2, "MAIL", "2026-11-21").replace("MAIL-M0,", "MAIL-X0,"))
    assert {to for to, _ in swift.mails()[before:]} == {"mail0@example.org", "mail1@example.org"}


def test_a_membership_that_stands_may_change_its_amount_and_not_its_dates(
    swift: Club, desk: Secretary
) -> None:
    desk.type(name="MOVE grade")
    imported(swift, "contact", contacts_file(2, "MOVE"))
    imported(swift, "member", members_file(2, "MOVE"))
    text = csv_of(
        "external_ref,contact,membership_type,start_date,amount,currency",
        "MOVE-M0,MOVE-0,MOVE grade,2026-03-01,90.00,GBP",
        "MOVE-M1,MOVE-0,MOVE grade,2026-04-01,,",
    )

    done = imported(swift, "member", text)

    assert counts(done) == (0, 1, 0, 1)
    assert [(fault["line"], fault["column"]) for fault in done["faults"]] == [
        (3, "contact"),
        (3, "start_date"),
    ]
    assert swift.got("member/?external_ref=MOVE-M0")["results"][0]["amount"] == "90.00"


def test_members_of_unknown_contacts_and_types_are_named(swift: Club, desk: Secretary) -> None:
    desk.type(name="WHO grade")
    imported(swift, "contact", contacts_file(1, "WHO"))
    text = csv_of(
        "external_ref,contact,membership_type,start_date,status",
        "WHO-M1,nobody,WHO grade,2026-01-01,active",
        "WHO-M2,WHO-0,no such grade,2026-01-01,active",
        "WHO-M3,WHO-0,WHO grade,2020-01-01,active",
    )

    told = rehearsed(swift, "member", text)

    assert [(one["line"], one["column"], one["fault"]) for one in told["faults"]] == [
        (2, "contact", "no such contact"),
        (3, "membership_type", "none such"),
        (4, "status", "its dates say lapsed"),
    ]


def test_a_file_with_strange_columns_is_not_taken_on(swift: Club) -> None:
    text = csv_of("membr_ref,first_name", "A,Ada")

    told, refused = rehearsed(swift, "contact", text), sent(swift, "contact", text, dry_run=False)

    assert [(one["column"], one["fault"]) for one in told["faults"]] == [
        ("membr_ref", "unknown column"),
        ("member_ref", "missing column"),
    ]
    assert (refused.status, set(refused.json["fields"])) == (422, {"csv.membr_ref", "csv.member_ref"})


def test_an_import_is_listed_and_waits_for_the_sweep(swift: Club) -> None:
    job = taken_on(swift, "contact", contacts_file(2, "WAIT"))

    assert (job["state"], job["done"], job["rows"]) == ("waiting", 0, 2)
    assert job["uid"] in {one["uid"] for one in swift.got("import/?kind=contact&page_size=100")["results"]}
    swift.house.settle()


def test_a_repeated_request_takes_on_one_import(swift: Club) -> None:
    body = {"kind": "contact", "csv": contacts_file(2, "TWICE"), "dry_run": False}
    key = {"Idempotency-Key": "an-import"}

    replies = [swift.ask("POST", "import/", body, headers=key) for _ in range(2)]

    assert [reply.status for reply in replies] == [202, 202]
    assert replies[0].json["uid"] == replies[1].json["uid"]
    swift.house.settle()


def test_a_body_beyond_six_megabytes_is_refused_and_one_below_is_read(swift: Club) -> None:
    large = contacts_file(1, "BIG") + "\n" * 300_000

    assert rehearsed(swift, "contact", large)["rows"] == 1
    assert sent(swift, "contact", "x" * BULK_BYTES).status == 413


def test_a_long_import_is_done_in_slices_and_ends_with_nothing_left_of_its_rows(swift: Club) -> None:
    job = taken_on(swift, "contact", contacts_file(250, "SLICE"))
    table, now = swift.house.wired.table.of(swift.tenant), swift.house.clock.now()

    seen = []
    for _ in range(3):
        ticking = (now + place * SECOND for place in count())
        importing.go_on(table, job["uid"], clock=partial(next, ticking), until=now + 3 * SECOND)
        seen.append(swift.got(f"import/{job['uid']}/")["done"])

    assert seen == [100, 200, 250]
    kept = [item["sk"]["S"] for item in swift.items() if item["pk"]["S"].endswith(f"#IMP#{job['uid']}")]
    assert kept == ["IMP"]


def test_a_dry_run_that_has_no_time_left_says_where_to_go_on(swift: Club) -> None:
    table, now = swift.house.wired.table.of(swift.tenant), swift.house.clock.now()
    text = contacts_file(250, "SLOW")
    ticking = (now + place * SECOND for place in count())

    told = importing.rehearse(
        table,
        imports.read("contact", text),
        after=0,
        clock=partial(next, ticking),
        until=now + 3 * SECOND,
    )
    rest = rehearsed(swift, "contact", text, after_line=told.after)

    assert (told.rows, told.done, told.after) == (250, 200, 201)
    assert (rest["done"], counts(rest), rest["next_after_line"]) == (50, (50, 0, 0, 0), None)


def test_the_faults_of_a_long_import_come_in_stretches(swift: Club) -> None:
    text = csv_of("member_ref,number", *(f"STRETCH-{n},no{n}" for n in range(1100)))

    first = imported(swift, "contact", text)
    rest = swift.got(f"import/{first['uid']}/?after_line={first['next_after_line']}")

    assert (first["faults_total"], len(first["faults"]), first["next_after_line"]) == (1100, 1000, 1001)
    assert [fault["line"] for fault in rest["faults"]] == list(range(1002, 1102))
    assert rest["next_after_line"] is None


def test_coaches_and_members_import_and_export_nothing(swift: Club) -> None:
    for role in ("coach", "member"):
        assert swift.ask("GET", "export/?kind=contact", role=role).status == 403
        assert swift.ask("GET", "import/", role=role).status == 403
        assert swift.ask("POST", "import/", {"kind": "contact", "csv": "a"}, role=role).status == 403
