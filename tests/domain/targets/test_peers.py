"""Streaks that other systems test (shared cases P…): daily cycles in a zone, one event a day is enough."""

from datetime import UTC, datetime

import pytest

from chalicelib.domain.targets.cycles import holding

from .making import Life, a_streak, days

FREE_CODE_CAMP = [
    *(1453174506164, 1453175436725, 1453252466853, 1453294968225, 1453383782844, 1453431903117),
    *(1453471373080, 1453594733026, 1453645014058, 1453746762747, 1453747659197, 1453748029416),
    *(1453818029213, 1453951796007, 1453988570615, 1454069704441, 1454203673979, 1454294055498),
    *(1454333545125, 1454415163903, 1454519128123, 1454526000000),
]


def of_days(events: list[datetime], start: str, zone: str, now: str) -> Life:
    """Enrolled before the first of them; each is told as it happens, the first of all being told late, too."""
    cycles = days(40, start, zone)
    life = Life(a_streak(cycles), now=cycles[0].begins).enrol()
    for moment in events:
        life.go(moment).sweep().happens()
    return life.go(datetime.fromisoformat(now).replace(tzinfo=UTC))


def moments(*texts: str) -> list[datetime]:
    return [datetime.fromisoformat(text) for text in texts]


@pytest.mark.parametrize(
    ("case", "events", "start", "zone", "now", "current", "best"),
    [
        (
            "P156",
            [datetime.fromtimestamp(stamp / 1000, UTC) for stamp in FREE_CODE_CAMP],
            "2016-01-18",
            "America/Los_Angeles",
            "2016-02-03T19:00",
            17,
            17,
        ),
        (
            "P158",
            moments("2015-09-11T23:00Z", "2015-09-12T02:00Z", "2015-09-13T02:00Z", "2015-09-14T06:00Z"),
            "2015-09-11",
            "America/Los_Angeles",
            "2015-09-14T06:30",
            3,
            3,
        ),
        (
            "P160",
            moments("2016-02-02T03:00Z", "2016-02-03T18:00Z"),
            "2016-02-01",
            "UTC",
            "2016-02-03T19:00",
            2,
            2,
        ),
        ("P162", moments("2015-09-11T04:00Z"), "2015-09-10", "UTC", "2016-02-03T19:00", 0, 1),
        (
            "P164",
            moments("2026-03-07T17:30Z", "2026-03-08T16:30Z"),
            "2026-03-06",
            "America/New_York",
            "2026-03-09T12:00",
            2,
            2,
        ),
    ],
)
def test_the_streak_of_a_peer(case, events, start, zone, now, current, best):
    found = of_days(events, start, zone, now).streak

    assert (found.current, found.best) == (current, best)


def test_p166_the_night_before_the_25_hour_day_is_credited_to_the_day_before():
    cycles = days(5, "2025-10-30", "America/Los_Angeles")

    cycle = holding(cycles, datetime.fromisoformat("2025-11-02T06:30Z"))

    assert cycle is not None
    assert cycle.start.isoformat() == "2025-11-01"


def test_p180_a_day_of_grace_is_a_freeze():
    life = Life(a_streak()).enrol().give(1).happens().go("2026-06-03T08:00")

    assert life.streak.current == 1


def test_p184_what_was_made_good_stays_so_a_day_later():
    life = Life(a_streak()).enrol().happens().go("2026-06-03T00:05").sweep()
    life.happens(when="2026-06-02T12:00").happens()

    assert life.go("2026-06-04T23:00").streak.current == 3
