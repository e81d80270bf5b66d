"""Pauses and freezes keep streaks, and nothing else."""

from typing import Any

import pytest

from tests.api.aiming import (
    enrolled,
    faults,
    place,
)
from tests.asking import Club

NOW = "2026-11-21T12:00:00Z"


PAUSES: dict[str, tuple[Any, int]] = {
    "in the past": ({"startDate": "2026-11-20"}, 900010),
    "of no day": ({"endDate": "2026-11-25"}, 900001),
    "backwards": ({"endDate": "2026-11-24"}, 900001),
    "longer than a year": ({"endDate": "2027-11-27"}, 900001),
    "without an end": ({"endDate": None}, 900001),
    "with a time": ({"startDate": "2026-11-25T00:00:00"}, 900001),
}


@pytest.mark.parametrize("case", PAUSES)
def test_a_pause_that_makes_no_sense_is_refused(club: Club, run: Any, ada: int, case: str) -> None:
    changes, code = PAUSES[case]
    enrolled(club, run, ada)
    pause = {"customerId": ada, "startDate": "2026-11-25", "endDate": "2026-11-26", **changes}

    assert faults(club.ask("POST", f"{place(run)}/pauses", pause)) == [code]


@pytest.mark.parametrize("number", [0, -1, 101, 1.0, "1", True, None])
def test_freezes_are_given_by_a_number(club: Club, run: Any, ada: int, number: Any) -> None:
    enrolled(club, run, ada)

    assert faults(club.ask("POST", f"{place(run)}/freezes", {"customerId": ada, "freezes": number})) == [
        900001
    ]


def test_a_milestone_has_neither_pauses_nor_freezes(club: Club, mine: Any, ada: int) -> None:
    enrolled(club, mine, ada)
    pause = {"customerId": ada, "startDate": "2026-11-25", "endDate": "2026-11-26"}

    assert faults(club.ask("POST", f"{place(mine)}/pauses", pause)) == [900009]
    assert faults(club.ask("POST", f"{place(mine)}/freezes", {"customerId": ada, "freezes": 1})) == [900009]


def test_who_is_not_enrolled_has_neither(club: Club, run: Any, ada: int) -> None:
    assert faults(club.ask("POST", f"{place(run)}/freezes", {"customerId": ada, "freezes": 1})) == [900003]


def test_more_freezes_than_are_kept_are_refused(club: Club, run: Any, ada: int) -> None:
    enrolled(club, run, ada)
    path = f"{place(run)}/freezes"
    assert club.ask("POST", path, {"customerId": ada, "freezes": 100}).json["data"]["freezes"] == 100

    assert faults(club.ask("POST", path, {"customerId": ada, "freezes": 1})) == [900011]
