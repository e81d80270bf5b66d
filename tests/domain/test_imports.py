"""CSV files read line by line: a table of cells and files, and what is wrong with them by place."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import cells, imports
from chalicelib.domain.bringing import Brought, bring
from chalicelib.domain.calendar import calendar_of
from chalicelib.domain.import_job import ImportJob, imported_uid
from chalicelib.domain.imports import COLUMNS, MOST_ROWS, Fault
from chalicelib.domain.membership import Membership, Status
from chalicelib.domain.membership_type import MembershipType
from chalicelib.domain.moments import fires_trigger
from chalicelib.domain.refusals import Invalid

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
UID = "0123456789abcdef01234567"

# column, cell, value or the fault's first words
CONTACT_CELLS = [
    ("member_ref", "M-1", "M-1"),
    ("member_ref", "x" * 201, "expected at most 200"),
    ("first_name", "Αθήνα", "Αθήνα"),
    ("first_name", "  ", None),
    ("first_name", " Ada", " Ada"),
    ("first_name", "'=1+1", "=1+1"),
    ("first_name", "''=1+1", "'=1+1"),
    ("first_name", "'t Hooft", "'t Hooft"),
    ("resource", "Organisation", "organisation"),
    ("resource", "dog", "expected person or organisation"),
    ("emails", "a@example.org", ("a@example.org",)),
    ("emails", "a@example.org; B@example.org;A@example.org", ("a@example.org", "B@example.org")),
    ("emails", "a@example", "expected an e-mail address"),
    ("emails", "a b@example.org", "expected an e-mail address"),
    ("phone", "'+44 20 7946 0000", "+44 20 7946 0000"),
    ("phone", "+44 20 7946 0000", "+44 20 7946 0000"),
    ("profile_picture", "https://example.org/a.png", "https://example.org/a.png"),
    ("profile_picture", "javascript:alert(1)", "expected a URL"),
    ("email_notifications", "TRUE", True),
    ("email_notifications", "no", False),
    ("email_notifications", "1", "expected true or false"),
    ("number", "100000001", 100_000_001),
    ("number", "0", "expected a whole number"),
    ("number", "1.0", "expected a whole number"),
    ("number", "١٢", "expected a whole number"),
    ("guardians", f"{UID};/club/person/{UID}/", (UID,)),
    ("guardians", "Ada", "expected a uid"),
    ("timezone", "Europe/London", "Europe/London"),
    ("timezone", "Mars/Base", "expected a name of the IANA"),
    ("locale", "en-GB", "en-GB"),
    ("locale", "english!", "expected a locale"),
]
MEMBER_CELLS = [
    ("contact", "M-1", "M-1"),
    ("contact", f"/club/person/{UID}/", UID),
    ("membership_type", "Grade F", "Grade F"),
    ("status", "Active", "active"),
    ("status", "expired", "expected pending, active"),
    ("start_date", "2026-02-28", date(2026, 2, 28)),
    ("start_date", "2026-02-28T00:00:00", date(2026, 2, 28)),
    ("start_date", "2026-02-29", "expected a date"),
    ("start_date", "28/02/2026", "expected a date"),
    ("start_date", "20260228", "expected a date"),
    ("start_date", "1899-12-31", "expected a date"),
    ("amount", "120.00", Decimal("120.00")),
    ("amount", "0", Decimal(0)),
    ("amount", "-1", "expected an amount"),
    ("amount", "1,20", "expected an amount"),
    ("amount", "1e3", "expected an amount"),
    ("amount", "NaN", "expected an amount"),
    ("currency", "GBP", "GBP"),
    ("currency", "gbp", "expected an ISO 4217"),
    ("auto_renew", "yes", True),
    ("uid", "X", "expected a uid"),
]


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def only_row(kind: Any, heading: str, line: str) -> imports.Row:
    sheet = imports.read(kind, f"{heading}\r\n{line}\r\n")
    assert sheet.faults == ()
    return imports.row(kind, sheet.columns, sheet.lines[0])


@pytest.mark.parametrize(
    ("kind", "column", "cell", "value"),
    [("contact", *case) for case in CONTACT_CELLS] + [("member", *case) for case in MEMBER_CELLS],
)
def test_a_cell_is_read_to_its_value_or_to_its_fault(kind: Any, column: str, cell: str, value: Any) -> None:
    heading = "uid" if column == "uid" else f"uid,{column}"
    line = quoted(cell) if column == "uid" else f"{UID},{quoted(cell)}"

    row = only_row(kind, heading, line)

    if row.faults:
        assert (row.faults[0].line, row.faults[0].column) == (2, column)
        assert row.faults[0].fault.startswith(value)
    else:
        assert row.said[column] == value and type(row.said[column]) is type(value)


FILES = [
    ("", [(1, "member_ref", "missing column")]),
    ("member_ref;first_name\r\nA;Ada", [(1, "member_ref;first_name", "unknown column")]),
    ("member_ref,shoe_size\r\nA,42", [(1, "shoe_size", "unknown column")]),
    ("member_ref,email,emails\r\n", [(1, "emails", "stands twice")]),
    ("first_name\r\nAda", [(1, "member_ref", "missing column")]),
    ('member_ref\r\nA\r\n"B', [(3, "", "not CSV from here on: unexpected end of data")]),
    ('member_ref\r\n"A"B\r\n', [(2, "", "not CSV from here on: ',' expected after '\"'")]),
]


@pytest.mark.parametrize(("text", "faults"), FILES)
def test_a_file_that_cannot_be_read_says_where_and_why(text: str, faults: list[tuple[int, str, str]]) -> None:
    sheet = imports.read("contact", text)

    assert sheet.lines == ()
    assert set(faults) <= {(one.line, one.column, one.fault) for one in sheet.faults}


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_byte_order_mark_and_either_line_end_are_taken(mark: str, end: str) -> None:
    text = mark + end.join(["External_Ref ,EMAIL", 'A,"a@example.org"', "", "B,b@example.org"])

    sheet = imports.read("contact", text)

    assert (sheet.columns, [line.number for line in sheet.lines]) == (("member_ref", "emails"), [2, 4])


def test_a_line_is_numbered_by_where_it_begins() -> None:
    sheet = imports.read("contact", 'member_ref,name\nA,"two\nlines"\nB,one\n')

    assert [(line.number, line.cells[0]) for line in sheet.lines] == [(2, "A"), (4, "B")]


def test_what_stands_twice_is_said_at_the_later_line() -> None:
    text = "member_ref,number,name\nA,7,x\nB,8,x\nA,9,x\nC,8,x\n,,x\n,,x\n"

    sheet = imports.read("contact", text)

    assert [fault for line in sheet.lines for fault in line.faults] == [
        Fault(4, "member_ref", "the same as in line 2"),
        Fault(5, "number", "the same as in line 3"),
    ]


def test_a_membership_number_may_come_back_with_its_contact_only() -> None:
    heading = "external_ref,contact,membership_type,start_date,membership_number\n"
    text = heading + "1,A,F,2025-01-01,N7\n2,A,F,2026-01-01,n7\n3,B,F,2026-01-01,N7\n4,A,F,2026-01-01,\n"

    sheet = imports.read("member", text)

    assert [fault for line in sheet.lines for fault in line.faults] == [
        Fault(4, "membership_number", "another contact has it in line 2"),
        Fault(5, "start_date", "the same membership as in line 3"),
    ]


def test_a_file_has_fifty_thousand_lines_at_most() -> None:
    lines = "\n".join(f"M{n}" for n in range(MOST_ROWS))

    assert len(imports.read("contact", f"member_ref\n{lines}\n").lines) == MOST_ROWS
    assert imports.read("contact", f"member_ref\n{lines}\nM\n").faults[0].line == 1


def test_a_line_needs_a_uid_or_a_reference() -> None:
    row = only_row("contact", "uid,member_ref,name", ",,Ada")

    assert row.faults == (Fault(2, "member_ref", "required"),)


def test_what_a_spreadsheet_would_run_gets_an_apostrophe() -> None:
    text, _ = imports.export("contact", [{"name": "=cmd()", "phone": "+1", "last_name": "a=b"}], most=1000)

    assert "'=cmd()" in text and "'+1" in text and ",a=b," in text
    assert ",=" not in text and ",+" not in text


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\n\0a\",; "), max_size=8))
def test_guarding_is_undone_by_reading(text: str) -> None:
    safe = cells.guarded(text)

    assert cells.unguarded(safe) == text
    assert safe[:1] not in tuple("=+-@\t\r\n\0")


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "name": st.text(
                    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20
                ),
                "phone": st.text(alphabet="'=+-@\t\r\n\",0", max_size=6),
            }
        ),
        max_size=5,
    )
)
def test_a_file_that_was_written_is_read_as_it_was(records: list[dict[str, str]]) -> None:
    named = [{"uid": f"{place:024x}", **record} for place, record in enumerate(records)]
    text, taken = imports.export("contact", named, most=10**6)

    sheet = imports.read("contact", text)
    rows = [imports.row("contact", sheet.columns, line) for line in sheet.lines]

    assert taken == len(records) and all(row.faults == () for row in rows)
    for row, record in zip(rows, named, strict=True):
        for name, value in record.items():
            assert row.said[name] == (value if value.strip() else None)


def test_an_export_ends_before_it_is_too_large_and_says_how_many_it_holds() -> None:
    text, taken = imports.export("contact", [{"name": "x" * 100}] * 10, most=390)

    assert taken == 3
    assert text.count("\r\n") == 4 and len(COLUMNS["contact"]) == text.splitlines()[0].count(",") + 1


KIND = MembershipType(uid=UID, name="F", calendar=calendar_of("P1Y"), grace_days=30)


def brought(**said: Any) -> Membership:
    return bring(KIND, Brought(**said), uid=UID, number="N", contact="c" * 24, now=NOW, zone="UTC")


BROUGHT: list[tuple[dict[str, Any], str]] = [
    ({"start": date(2026, 3, 1), "status": Status.ACTIVE}, "active"),
    ({"start": date(2025, 11, 1), "status": Status.ACTIVE}, "active"),  # within its grace
    ({"start": date(2025, 3, 1), "status": Status.LAPSED}, "lapsed"),
    ({"start": date(2026, 3, 1)}, "pending"),
    ({"start": date(2026, 3, 1), "status": Status.CANCELLED}, "cancelled"),
    ({"start": date(2026, 3, 1), "status": Status.CANCELLED, "cancel_date": date(2026, 5, 1)}, "cancelled"),
    ({"start": date(2026, 3, 1), "status": Status.ACTIVE, "cancel_date": date(2026, 12, 1)}, "active"),
]
REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"start": date(2025, 3, 1), "status": Status.ACTIVE}, "status"),
    ({"start": date(2026, 3, 1), "status": Status.LAPSED}, "status"),
    ({"start": date(2026, 3, 1), "member_since": date(2026, 3, 2)}, "member_since"),
    ({"start": date(2026, 3, 1), "status": Status.ACTIVE, "cancel_date": date(2026, 5, 1)}, "cancel_date"),
    ({"start": date(2026, 3, 1), "status": Status.CANCELLED, "cancel_date": date(2028, 1, 1)}, "cancel_date"),
    ({"start": date(2026, 3, 1), "status": Status.CANCELLED, "auto_renew": True}, "auto_renew"),
]


@pytest.mark.parametrize(("said", "status"), BROUGHT)
def test_a_membership_is_brought_over_as_it_stands(said: dict[str, Any], status: str) -> None:
    assert brought(**said).status(NOW) == status


@pytest.mark.parametrize(("said", "column"), REFUSED)
def test_what_contradicts_itself_is_not_brought_over(said: dict[str, Any], column: str) -> None:
    with pytest.raises(Invalid) as refused:
        brought(**said)

    assert set(refused.value.fields) == {column}


def test_an_old_membership_is_told_of_as_of_its_first_day_and_fires_nothing() -> None:
    old, new = (brought(start=day, status=Status.ACTIVE) for day in (date(2026, 11, 19), date(2026, 11, 21)))

    events = [one for membership in (old, new) for one in membership.take_events()]

    assert [one.name for one in events] == ["new_membership", "new_membership"]
    assert [fires_trigger(one.occurred_at, NOW) for one in events] == [False, True]


def test_member_since_and_the_given_dates_are_kept() -> None:
    membership = brought(start=date(2026, 3, 1), end=date(2026, 12, 31), member_since=date(1970, 1, 1))

    assert (membership.term.end, membership.member_since) == (date(2026, 12, 31), date(1970, 1, 1))


def test_a_uid_follows_from_secret_kind_and_reference() -> None:
    drawn = {imported_uid(s, kind, ref) for s in "ab" for kind in COLUMNS for ref in ("1", "2")}

    assert len(drawn) == 4 * len(COLUMNS)
    assert imported_uid("a", "member", "1") == imported_uid("a", "member", "1")


def test_a_job_counts_what_it_intended_except_what_turned_out_faulty() -> None:
    job = ImportJob(UID, NOW, NOW, "contact", ("member_ref",), rows=5, parts=1)

    job.intend(["create", "update", "unchanged"], at=NOW)
    job.advance([False, True, False], faults=1, last=False, at=NOW)
    assert (job.state, job.place, job.done, job.due) == ("running", 3, 3, NOW)

    job.intend(["faulty", "create"], at=NOW)
    job.advance([True, False], faults=2, last=True, at=NOW)
    assert (job.state, job.done, job.due) == ("done", 5, None)
    assert job.counts == {"create": 2, "update": 0, "unchanged": 1, "faulty": 2}
