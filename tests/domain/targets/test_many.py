"""Many who are to be enrolled at once: as the lines of an import, with what is wrong by line."""

from chalicelib.domain import imports
from chalicelib.domain.imports import Fault
from chalicelib.domain.targets.enrolling import Wish
from chalicelib.domain.targets.many import from_records

COLUMNS = ("customer_id", "period_name", "initial_balance", "reset_streak_status")
UNKNOWN = "310019: Target period not found. Check the target period ID to troubleshoot this error."


def test_each_is_a_line_in_the_order_in_which_they_were_asked_for() -> None:
    sheet = from_records([(9, Wish("c1", 300)), (7, Wish(None, None, reset=True)), (8, Wish("=c1", 0))])

    assert (sheet.kind, sheet.columns, sheet.faults) == ("enrolment", COLUMNS, ())
    assert [(line.number, line.cells, line.faults) for line in sheet.lines] == [
        (1, ("9", "c1", "300", "false"), ()),
        (2, ("7", "", "", "true"), ()),
        (3, ("8", "'=c1", "0", "false"), ()),
    ]


def test_a_line_is_read_as_it_was_meant() -> None:
    (line,) = from_records(iter([(8, Wish("=c1", 300, reset=True))])).lines

    assert imports.row("enrolment", COLUMNS, line).said == {
        "customer_id": 8,
        "period_name": "=c1",
        "initial_balance": 300,
        "reset_streak_status": True,
    }


def test_a_name_of_blanks_is_none_that_a_period_has() -> None:
    lines = from_records([(7, Wish(" ")), (8, Wish("")), (8, Wish("\t"))]).lines

    assert [line.faults for line in lines] == [
        (Fault(1, "period_name", UNKNOWN),),
        (Fault(2, "period_name", UNKNOWN),),
        (Fault(3, "customer_id", "the same as in line 2"), Fault(3, "period_name", UNKNOWN)),
    ]
