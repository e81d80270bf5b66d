"""What a page says, by who reads it: their language, their wall's date, their way to write numbers."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from chalicelib.documents.pages import Reader, language

ENGLISH, GERMAN = Reader("en", "UTC"), Reader("de", "UTC")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "at", "day", "hour"),
    [
        ("UTC", "2026-11-22T23:30", "22 November 2026", "23:30"),
        ("Europe/Berlin", "2026-11-22T23:30", "23 November 2026", "00:30"),
        # The hour that there was twice, and the one that there never was.
        ("Europe/Berlin", "2026-10-25T00:30", "25 October 2026", "02:30"),
        ("Europe/Berlin", "2026-10-25T01:30", "25 October 2026", "02:30"),
        ("Europe/Berlin", "2026-03-29T00:59", "29 March 2026", "01:59"),
        ("Europe/Berlin", "2026-03-29T01:00", "29 March 2026", "03:00"),
        ("Europe/London", "2026-06-30T23:00", "1 July 2026", "00:00"),
        ("America/St_Johns", "2026-01-01T03:29", "31 December 2025", "23:59"),
        ("Asia/Kathmandu", "2026-11-22T18:15", "23 November 2026", "00:00"),
        # From one end of the calendar to the other: 26 hours.
        ("Pacific/Kiritimati", "2026-11-22T10:00", "23 November 2026", "00:00"),
        ("Pacific/Pago_Pago", "2026-11-22T10:59", "21 November 2026", "23:59"),
        ("Antarctica/Troll", "2026-07-01T22:00", "2 July 2026", "00:00"),
    ],
)
def test_a_moment_is_on_the_day_and_hour_of_the_readers_wall(zone: str, at: str, day: str, hour: str) -> None:
    reader = Reader("en", zone)

    assert reader.day(moment(at)) == day
    assert reader.time(moment(at)) == f"{day}, {hour}"


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_what_is_a_day_already_is_the_same_everywhere(zone: str) -> None:
    assert Reader("en", zone).day(date(2026, 11, 22)) == "22 November 2026"


def test_german_days_and_hours_are_written_as_german_readers_do() -> None:
    at = moment("2026-03-01T08:05")

    assert [GERMAN.day(at), GERMAN.time(at), GERMAN.day(None)] == [
        "1. März 2026",
        "1. März 2026, 08:05 Uhr",
        "",
    ]


@pytest.mark.parametrize(
    ("value", "english", "german"),
    [
        (0, "0", "0"),
        (1234567, "1,234,567", "1.234.567"),
        (Decimal("1234.50"), "1,234.5", "1.234,5"),
        (Decimal("-0.25"), "-0.25", "-0,25"),
        (Decimal("3.00"), "3", "3"),
        (Decimal("1E+3"), "1,000", "1.000"),
    ],
)
def test_numbers_are_written_as_the_reader_does(value: Decimal | int, english: str, german: str) -> None:
    assert (ENGLISH.number(value), GERMAN.number(value)) == (english, german)


@pytest.mark.parametrize(
    ("wished", "expected"),
    [
        (("de-AT", "en"), "de"),
        (("DE_de", None), "de"),
        ((None, "de"), "de"),
        (("fr", "de"), "de"),
        (("en-GB", "de"), "en"),
        (("fr", None), "en"),
        (("../de", "x"), "en"),
        ((), "en"),
    ],
)
def test_the_first_locale_that_there_are_words_for_is_spoken(
    wished: tuple[str | None, ...], expected: str
) -> None:
    assert language(*wished) == expected


@pytest.mark.parametrize(
    ("told", "german"),
    [
        ("This link is no longer good. Ask for another one.", "Dieser Link gilt nicht mehr."),
        (
            "There is no step 7; the steps are 1 to 3.",
            "Einen Schritt 7 gibt es nicht; es gibt die Schritte 1 bis 3.",
        ),
        ("There is no such invoice.", "Das gibt es hier nicht: Rechnung."),
        ("There is no such rank.", "Diese Rangliste gibt es nicht."),
        (
            "These steps are not complete: 1, {0.__class__}.",
            "Diese Schritte sind noch offen: 1, {0.__class__}.",
        ),
        ("Said by nobody {name}.", "Said by nobody {name}."),
    ],
)
def test_a_refusal_is_told_in_the_language_with_what_it_quotes(told: str, german: str) -> None:
    assert GERMAN.say(told).startswith(german)
    assert ENGLISH.say(told) == told


def test_one_is_told_from_many() -> None:
    said = [
        reader.count("{n} step of {all}", "{n} steps of {all}", n, all=3)
        for reader in (ENGLISH,)
        for n in (1, 2)
    ]

    assert said == ["1 step of 3", "2 steps of 3"]
