"""A piece of a file that was cut is read with the line numbers of the whole."""

from chalicelib.domain import imports
from chalicelib.domain.imports import Fault


def test_the_lines_of_a_piece_are_numbered_as_in_the_file() -> None:
    sheet = imports.read("contact", "member_ref,email\nA,a@example.org\nA,\n", passed=10)

    assert [line.number for line in sheet.lines] == [12, 13]
    assert sheet.lines[1].faults == (Fault(13, "member_ref", "the same as in line 12"),)


def test_where_a_piece_is_not_csv_any_more_is_said_by_the_files_lines() -> None:
    sheet = imports.read("contact", 'member_ref\nA\n"B', passed=10)

    assert [(fault.line, fault.column) for fault in sheet.faults] == [(13, "")]


def test_the_heading_is_the_first_line_of_any_piece() -> None:
    sheet = imports.read("contact", "member_ref,shoe_size\nA,42\n", passed=10)

    assert sheet.faults == (Fault(1, "shoe_size", "unknown column"),)
