"""A target at one glance: the cycle that runs, and the streak."""

from datetime import date

from chalicelib.domain.targets.glance import Glance, glance
from chalicelib.domain.targets.standing import standing

from .making import Life, a_milestone, a_streak


def seen(life: Life) -> Glance | None:
    return glance(life.scheme.target, standing(life.scheme, life.enrolment, life.sums, now=life.now))


def test_a_milestone_shows_how_far_its_present_cycle_is() -> None:
    life = Life(a_milestone(), now="2026-07-10").enrol().happens(400)

    found = seen(life)

    assert found is not None
    assert (found.value, found.goal, found.achieved, found.streak, found.following) == (
        400,
        1000,
        None,
        None,
        None,
    )


def test_a_cycle_is_told_by_its_last_day() -> None:
    life = Life(a_streak(), now="2026-06-01T09:00").enrol().happens()

    found = seen(life)

    assert found is not None and found.last_day == date(2026, 6, 1)


def test_a_streak_shows_its_length_and_the_next_level() -> None:
    life = Life(a_streak()).enrol().happens()

    found = seen(life)

    assert found is not None and found.achieved is not None and found.following is not None
    assert (found.streak, found.best, found.following.name) == (1, 1, "l2")


def test_who_is_not_enrolled_now_sees_nothing_of_it() -> None:
    assert seen(Life(a_streak())) is None
    assert seen(Life(a_streak()).enrol().happens().leave()) is None
