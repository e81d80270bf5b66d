"""Numbers, times and text as the wire gives them: read exactly, or not at all."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.domain.rules.values import moment, number, text


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        (7, "7"),
        ("7", "7"),
        ("-7.50", "-7.50"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.0000000001"), "0.0000000001"),
        ("9" * 15, "9" * 15),
        (10**15 - 1, "9" * 15),
        (10**15, None),
        ("0.12345678901", None),
        (".5", None),
        ("5.", None),
        ("+5", None),
        ("1_000", None),
        ("", None),
        (True, None),
        (None, None),
        (1.5, None),
        (Decimal("NaN"), None),
        (Decimal("1E+30"), None),
        (Decimal("1E-30"), None),
        (["7"], None),
    ],
)
def test_a_number_is_read_to_its_last_digit(raw: Any, read: str | None) -> None:
    found = number(raw)

    assert (found if found is None else f"{found:f}") == read


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("2026-03-29", datetime(2026, 3, 29, tzinfo=UTC)),
        ("2026-03-29T01:30", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("2026-03-29T01:30:15Z", datetime(2026, 3, 29, 1, 30, 15, tzinfo=UTC)),
        ("2026-03-29T03:30+02:00", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("2020-01-01T00:00:00.000+0000", datetime(2020, 1, 1, tzinfo=UTC)),
        ("2026-03-29T01:30:15.123456", datetime(2026, 3, 29, 1, 30, 15, 123456, tzinfo=UTC)),
        ("2026-02-30", None),
        ("2026-03-29T25:00", None),
        ("0001-01-01T00:00+14:00", None),
        ("20260329", None),
        ("2026-03-29 01:30", None),
        ("2026-W13", None),
        (20260329, None),
        (None, None),
    ],
)
def test_a_time_is_an_instant_of_utc(raw: Any, read: datetime | None) -> None:
    found = moment(raw)

    assert found == read
    assert found is None or found.tzinfo is UTC


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("win", "win"),
        (" ", " "),
        (7, "7"),
        (10**16 - 1, "9" * 16),
        (-(10**16) + 1, "-" + "9" * 16),
        (10**16, None),
        (Decimal("1.50"), "1.50"),
        (Decimal("1E+29"), "1" + "0" * 29),
        (Decimal("1E-29"), "0." + "0" * 28 + "1"),
        (Decimal("1E+30"), None),
        (Decimal("Infinity"), None),
        (False, None),
        ("", None),
        ({}, None),
    ],
)
def test_text_is_taken_as_it_is_and_a_number_as_it_would_be_written(raw: Any, read: str | None) -> None:
    assert text(raw) == read
