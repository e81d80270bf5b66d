"""The lines of an import: how they are numbered, what does not fit, and what stands twice."""

import pytest

from chalicelib.domain import imports
from chalicelib.domain.imports import Fault, Line, Row


def test_records_that_were_no_file_are_lines_from_one_on() -> None:
    sheet = imports.numbered("enrolment", ("customer_id",), [("7",), ("8",), ("7",)])

    assert [(line.number, line.cells) for line in sheet.lines] == [(1, ("7",)), (2, ("8",)), (3, ("7",))]
    assert [fault for line in sheet.lines for fault in line.faults] == [
        Fault(3, "customer_id", "the same as in line 1")
    ]
    assert (sheet.kind, sheet.columns, sheet.faults) == ("enrolment", ("customer_id",), ())


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("A", "expected 2 cells, found 1"),
        ("A,B,C", "expected 2 cells, found 3"),
        (f"A,{'x' * 20_000}", "expected at most 20000 signs"),
    ],
)
def test_a_line_that_does_not_fit_is_not_read_any_further(line: str, fault: str) -> None:
    sheet = imports.read("contact", f"member_ref,name\n{line}\nB,{'x' * 19_999}\n")

    assert sheet.lines[0] == Line(2, (), (Fault(2, "", fault),))
    assert imports.row("contact", sheet.columns, sheet.lines[0]) == Row(2, {}, (Fault(2, "", fault),))
    assert sheet.lines[1].faults == ()


def test_a_fault_of_a_row_stands_at_its_line() -> None:
    assert Row(7, {}).fault("name", "too loud") == Fault(7, "name", "too loud")


@pytest.mark.parametrize(
    ("cells_", "faults"),
    [
        (("", "A"), []),
        (("u" * 24, ""), [("uid", "expected a uid or a reference")]),
        (("0" * 24, ""), []),
        (("", ""), [("member_ref", "required")]),
        (("", "x" * 201), [("member_ref", "expected at most 200 signs")]),
    ],
)
def test_what_a_line_is_known_by_is_asked_for_once(
    cells_: tuple[str, ...], faults: list[tuple[str, str]]
) -> None:
    row = imports.row("contact", ("uid", "member_ref"), Line(2, cells_))

    assert [(fault.line, fault.column, fault.fault) for fault in row.faults] == [(2, *one) for one in faults]


def test_the_same_membership_stands_once_in_a_file() -> None:
    heading = "external_ref,contact,membership_type,start_date\n"
    sheet = imports.read(
        "member", heading + "1,A,F,2026-01-01\n2,A,F,2026-01-01\n3,A,G,2026-01-01\n4,A,F,\n5,A,F,\n"
    )

    assert [fault for line in sheet.lines for fault in line.faults] == [
        Fault(3, "start_date", "the same membership as in line 2")
    ]


def test_a_file_by_uid_may_leave_everything_else_out() -> None:
    sheet = imports.read("member", "uid,auto_renew\n" + "0" * 24 + ",yes\n")

    assert sheet.faults == ()
    assert imports.row("member", sheet.columns, sheet.lines[0]).said == {"uid": "0" * 24, "auto_renew": True}


@pytest.mark.parametrize("kind", ["contact", "member"])
def test_a_sheet_says_of_what_it_is_whatever_is_wrong_with_it(kind: imports.Noun) -> None:
    good, unknown, broken = (imports.read(kind, text) for text in ("uid\n", "uid,shoe\n", 'uid\n"'))

    assert good == imports.Sheet(kind, ("uid",), ())
    assert (unknown.kind, broken.kind, broken.columns, broken.lines) == (kind, kind, (), ())
    assert unknown.columns == ("uid",)


def test_an_unknown_heading_is_told_as_far_as_it_helps() -> None:
    (fault, *_) = imports.read("contact", "y" * 200 + ",uid\n").faults

    assert fault == Fault(1, "y" * 100, "unknown column")


def test_columns_that_belong_together_are_judged_also_where_there_are_no_others() -> None:
    numbers = imports.numbered(
        "member", ("membership_number", "contact"), [("N7", "A"), ("n7", "B"), ("N8", "B")]
    )
    same = imports.numbered(
        "member", ("contact", "membership_type", "start_date"), [("A", "F", "2026-01-01")] * 2
    )

    assert [line.faults for line in numbers.lines] == [
        (),
        (Fault(2, "membership_number", "another contact has it in line 1"),),
        (),
    ]
    assert [line.faults for line in same.lines] == [
        (),
        (Fault(2, "start_date", "the same membership as in line 1"),),
    ]


def test_an_old_macs_line_ends_are_taken_too() -> None:
    assert [line.cells for line in imports.read("contact", "uid\rA\rB\r").lines] == [("A",), ("B",)]


def test_a_row_keeps_its_line() -> None:
    assert imports.row("contact", ("uid",), Line(9, ("0" * 24,))) == Row(9, {"uid": "0" * 24})


@pytest.mark.parametrize(("room", "taken"), [(0, 1), (1, 1), (2, 2)])
def test_an_export_takes_what_fits_to_the_byte_and_one_record_at_least(room: int, taken: int) -> None:
    whole, _ = imports.export("enrolment", [{"customer_id": 1}] * 2, most=10**6)
    line = len(whole.splitlines()[1]) + 2
    most = {0: 0, 1: 2 * line - 1, 2: 2 * line}[room]

    text, found = imports.export("enrolment", [{"customer_id": 1}] * 2, most=most)

    assert found == taken
    assert whole == "customer_id,period_name,initial_balance,reset_streak_status\r\n1,,,\r\n1,,,\r\n"
    assert text == "".join(whole.splitlines(keepends=True)[: taken + 1])
