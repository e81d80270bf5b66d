"""The cells of a file: every edge of what is read, and every value as it is written."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.domain import cells

UID = "5e3453b40b915a4c234a36ab"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (date(2026, 1, 2), "2026-01-02"),
        (Decimal("1E+2"), "100"),
        (Decimal("12.50"), "12.50"),
        (("a", "b"), "a;b"),
        ((), ""),
        (7, "7"),
        ("x", "x"),
    ],
)
def test_a_value_is_written(value: Any, text: str) -> None:
    assert cells.written(value) == text


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "\0x", "'=1", "''@x"])
def test_what_a_spreadsheet_would_run_is_guarded_and_comes_back(text: str) -> None:
    assert cells.guarded(text) == f"'{text}"
    assert cells.unguarded(f"'{text}") == text


@pytest.mark.parametrize("text", ["", "x", "1", "a=1", "'t Hooft", "'", "''"])
def test_everything_else_is_left_alone(text: str) -> None:
    assert cells.guarded(text) == cells.unguarded(text) == text


def three_signs(cell: str) -> object:
    return cells.text(3)(cell)


def of_three(cell: str) -> object:
    return cells.one_of("a", "b", "c")(cell)


def named(cell: str) -> object:
    return cells.uid_or_name(3)(cell)


READ: list[tuple[Callable[[str], object], str, object]] = [
    (three_signs, "abc", "abc"),
    (three_signs, "", ""),
    (of_three, " B ", "b"),
    (cells.boolean, " YES ", True),
    (cells.boolean, "true", True),
    (cells.boolean, "No", False),
    (cells.boolean, "false", False),
    (cells.day, " 2026-11-21 ", date(2026, 11, 21)),
    (cells.day, "2026-11-21T23:59:59+00:00", date(2026, 11, 21)),
    (cells.day, "1900-01-01", date(1900, 1, 1)),
    (cells.day, "9998-12-31", date(9998, 12, 31)),
    (cells.amount, " 12.5 ", Decimal("12.5")),
    (cells.amount, "999999999999.9999", Decimal("999999999999.9999")),
    (cells.currency, " EUR ", "EUR"),
    (cells.whole, " 1 ", 1),
    (cells.whole, "999999999999999", 999_999_999_999_999),
    (cells.balance, " 0 ", 0),
    (cells.balance, "15", 15),
    (cells.uid, f" {UID} ", UID),
    (cells.uid, f"/club/person/{UID}", UID),
    (cells.uids, f"{UID}; ;/club/person/{UID}/;{UID[::-1]}", (UID, UID[::-1])),
    (cells.uids, ";", ()),
    (named, "abc", "abc"),
    (named, f"/club/person/{UID}/", UID),
    (cells.emails, " a@x.org;;b@x.org;A@X.org", ("a@x.org", "b@x.org")),
    (cells.emails, f"{'a' * 64}@{'b' * 185}.org", (f"{'a' * 64}@{'b' * 185}.org",)),
    (cells.link, "http://x", "http://x"),
    (cells.link, "https://" + "x" * 1990, "https://" + "x" * 1990),
    (cells.locale, "de", "de"),
    (cells.locale, "zh_Hant-TW", "zh_Hant-TW"),
    (cells.locale, "zh-" + "x" * 8 + "-" + "y" * 8 + "-" + "z" * 8, "zh-xxxxxxxx-yyyyyyyy-zzzzzzzz"),
    (cells.timezone, "UTC", "UTC"),
]
NOT_READ: list[tuple[Callable[[str], object], str, str]] = [
    (three_signs, "abcd", "expected at most 3 signs"),
    (of_three, "d", "expected a, b or c"),
    (cells.boolean, "1", "expected true or false"),
    (cells.day, "9999-01-01", "expected a date such as 2026-11-21"),
    (cells.day, "1899-12-31", "expected a date such as 2026-11-21"),
    (cells.day, "20261121", "expected a date such as 2026-11-21"),
    (cells.day, "2026-11-2１", "expected a date such as 2026-11-21"),
    (cells.day, "today", "expected a date such as 2026-11-21"),
    (cells.amount, "1.00000", "expected an amount such as 120.00"),
    (cells.amount, "1000000000000", "expected an amount such as 120.00"),
    (cells.amount, ".5", "expected an amount such as 120.00"),
    (cells.currency, "eur", "expected an ISO 4217 code such as GBP"),
    (cells.whole, "0", "expected a whole number from 1"),
    (cells.whole, "1" * 16, "expected a whole number from 1"),
    (cells.whole, "x", "expected a whole number from 1"),
    (cells.balance, "-1", "expected a whole number from 0"),
    (cells.balance, "x", "expected a whole number from 0"),
    (cells.uid, UID.upper(), "expected a uid or a reference"),
    (cells.uid, f"/Club/person/{UID}/", "expected a uid or a reference"),
    (named, "abcd", "expected at most 3 signs"),
    (
        cells.emails,
        f"{'a' * 64}@{'b' * 186}.org",
        "expected an e-mail address, or several with ; between them",
    ),
    (cells.emails, f"{'a' * 65}@b.org", "expected an e-mail address, or several with ; between them"),
    (cells.emails, "a\u200b@b.org", "expected an e-mail address, or several with ; between them"),
    (cells.link, "ftp://x", "expected a URL"),
    (cells.link, "https://" + "x" * 1991, "expected a URL"),
    (cells.link, "https://a b", "expected a URL"),
    (cells.locale, "x", "expected a locale such as en-GB"),
    (cells.locale, "abc-12345678-12345678-12345678-1", "expected a locale such as en-GB"),
    (cells.locale, "en-GB\n", "expected a locale such as en-GB"),
    (cells.timezone, "Mars/Base", "expected a name of the IANA time zone database"),
]


@pytest.mark.parametrize(("read", "cell", "value"), READ)
def test_a_cell_is_read(read: Callable[[str], object], cell: str, value: object) -> None:
    assert read(cell) == value


@pytest.mark.parametrize(("read", "cell", "fault"), NOT_READ)
def test_a_cell_that_cannot_be_read_says_what_was_expected(
    read: Callable[[str], object], cell: str, fault: str
) -> None:
    with pytest.raises(ValueError) as refused:
        read(cell)

    assert str(refused.value) == fault
