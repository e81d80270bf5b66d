"""Levels: sixteen exact thresholds, what lies a millionth beside each, and the seed's own numbers."""

from decimal import Decimal

import pytest

from chalicelib.domain.gamification.levels import LEVELS, TOP, Standing, level_at, passed, said_of, standing
from chalicelib.domain.points import Balance

# As decimal fractions end to end: 1000 / 2^(16-n).
THRESHOLDS = [
    "0",
    "0.030517578125",
    "0.06103515625",
    "0.1220703125",
    "0.244140625",
    "0.48828125",
    "0.9765625",
    "1.953125",
    "3.90625",
    "7.8125",
    "15.625",
    "31.25",
    "62.5",
    "125",
    "250",
    "500",
    "1000",
]
MILLIONTH = Decimal("0.000001")
FIVE = Balance(Decimal(5), 1, Decimal(5))


def at(points: str, peak: str | None = None) -> Standing:
    return standing(Balance(Decimal(points), 1, Decimal(peak or points)))


def test_the_seeds_five_points_are_level_8_at_64_percent_of_level_9() -> None:
    found = standing(FIVE)

    assert (found.level.name, found.level.threshold, found.progress_pct) == (
        "level_8",
        Decimal("3.90625"),
        64,
    )
    assert found.next_level is not None
    assert (found.next_level.name, found.next_level.threshold) == ("level_9", Decimal("7.8125"))


@pytest.mark.parametrize(("number", "threshold"), list(enumerate(THRESHOLDS)))
def test_a_threshold_is_exact_and_reached_by_just_so_many_points(number: int, threshold: str) -> None:
    exact = Decimal(threshold)

    assert LEVELS[number].threshold == exact
    assert LEVELS[number].name == f"level_{number}"
    assert level_at(exact) is level_at(exact + MILLIONTH) is LEVELS[number]
    assert level_at(exact - MILLIONTH) is LEVELS[max(0, number - 1)]


@pytest.mark.parametrize(("number", "threshold"), list(enumerate(THRESHOLDS))[1:])
def test_a_millionth_before_a_threshold_it_is_not_yet_all_of_the_way(number: int, threshold: str) -> None:
    almost = at(str(Decimal(threshold) - MILLIONTH))

    assert almost.next_level is LEVELS[number]
    assert almost.progress_pct == 99
    assert at(threshold).progress_pct == (100 if number == TOP else 50)


def test_nobody_has_no_points_and_stands_at_level_0_on_the_way_to_the_first() -> None:
    nobody = standing(Balance())

    assert (nobody.level.name, nobody.level.threshold, nobody.points, nobody.progress_pct) == (
        "level_0",
        0,
        0,
        0,
    )
    assert nobody.next_level is LEVELS[1]


@pytest.mark.parametrize("points", ["1000", "1000.000001", "999999999999.999999"])
def test_above_the_top_there_is_no_next_level_and_it_is_a_hundred_percent(points: str) -> None:
    found = at(points)

    assert (found.level.name, found.next_level, found.progress_pct) == ("level_16", None, 100)


def test_a_level_does_not_fall_when_points_are_spent() -> None:
    spent = at("1", peak="5")

    assert (spent.level.name, spent.points, spent.progress_pct) == ("level_8", 1, 12)


def test_who_owes_points_has_made_no_progress() -> None:
    assert at("-3", peak="0").progress_pct == 0
    assert at("-3", peak="0").level is LEVELS[0]


@pytest.mark.parametrize(
    ("before", "after", "levels"),
    [
        ("0", "5", range(1, 9)),
        ("5", "5.000001", []),
        ("3.906249", "3.90625", [8]),
        ("3.90625", "7.812499", []),
        ("62.4", "62.5", [12]),
        ("0", "0.030517", []),
        ("999.999999", "1000000", [16]),
        ("1000", "2000", []),
    ],
)
def test_the_levels_that_are_passed_are_those_between_lowest_first(
    before: str, after: str, levels: list[int]
) -> None:
    assert [level.number for level in passed(Decimal(before), Decimal(after))] == list(levels)


def test_of_several_levels_reached_at_once_the_highest_is_told_with_the_names_of_all() -> None:
    """level-up #36 (P208): a big gain never leaves a contact behind at a level in between."""
    told = said_of(passed(Decimal(0), Decimal(250)), Balance(Decimal(250), 1, Decimal(250)))

    assert (told["level"], told["level_threshold"], told["points"]) == ("level_14", "250", "250")
    assert told["passed"] == [f"level_{number}" for number in range(1, 15)]
    assert (told["next_level"], told["next_threshold"], told["progress_pct"]) == ("level_15", "500", 50)


def test_of_the_top_level_no_next_one_is_told() -> None:
    told = said_of(passed(Decimal(999), Decimal(1000)), Balance(Decimal(1000), 1, Decimal(1000)))

    assert (told["level"], told["next_level"], told["next_threshold"]) == ("level_16", None, None)


def test_what_is_told_of_a_level_up_has_the_next_level_in_words_and_exact() -> None:
    told = said_of(passed(Decimal(0), Decimal("0.05")), Balance(Decimal("0.0500"), 1, Decimal("0.05")))

    assert told == {
        "level": "level_1",
        "level_number": 1,
        "level_name": "Level 1",
        "level_threshold": "0.030517578125",
        "passed": ["level_1"],
        "points": "0.05",
        "progress_pct": 81,
        "next_level": "level_2",
        "next_level_name": "Level 2",
        "next_threshold": "0.06103515625",
    }


def test_of_the_top_nothing_is_told_that_comes_next() -> None:
    told = said_of(passed(Decimal(999), Decimal(1000)), Balance(Decimal(1000), 1, Decimal(1000)))

    assert (told["points"], told["progress_pct"], told["next_level_name"]) == ("1000", 100, None)
