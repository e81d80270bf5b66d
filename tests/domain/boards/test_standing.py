"""What is applied of a card, a few windows at a time, in whatever order the cards come."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.boards.standing import Seen, Standing, Wanted, is_done, moved, open_windows
from chalicelib.domain.gamification.user import User

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
WINDOWS = ("all", "2026-11", "2026-W47", "2026-11-21", "2026-11-20")
SHOWN, HIDDEN = Seen(7, User("a" * 24, 7)), Seen(7, None)
SCORES = st.dictionaries(st.sampled_from(WINDOWS), st.integers(0, 9))


def applied(standing: Standing, wanted: Wanted, at_once: int) -> Standing:
    """As a mover does it, a few windows a turn, until it has nothing left to do."""
    while not is_done(standing, wanted, NOW):
        some = open_windows(standing, wanted, NOW)[:at_once]
        standing = moved(standing, wanted, some, NOW)
    return standing


@given(SCORES, SCORES, st.sampled_from((SHOWN, HIDDEN)), st.sampled_from((SHOWN, HIDDEN)), st.integers(1, 3))
def test_what_is_applied_is_what_the_card_says_however_few_windows_are_moved_at_once(
    first: dict[str, int], second: dict[str, int], before: Seen, after: Seen, at_once: int
) -> None:
    second = {**first, **second}

    standing = applied(Standing("a", "sales"), Wanted(1, first, before), at_once)
    standing = applied(standing, Wanted(2, second, after), at_once)

    held, others = (
        (standing.listed, standing.hidden) if after is SHOWN else (standing.hidden, standing.listed)
    )
    assert (held, others, standing.stale, standing.version) == (second, {}, frozenset(), 2)


@given(SCORES, SCORES)
def test_an_older_card_undoes_nothing(older: dict[str, int], newer: dict[str, int]) -> None:
    standing = applied(Standing("a", "sales"), Wanted(2, {**older, **newer}, SHOWN), 2)

    assert applied(standing, Wanted(1, older, SHOWN), 2) == standing


@given(SCORES)
def test_a_card_with_the_same_scores_refuses_who_read_the_one_before(scores: dict[str, int]) -> None:
    """Scores may go there and back: without a new revision, who read them there could write them still."""
    standing = applied(Standing("a", "sales"), Wanted(1, scores, SHOWN), 9)

    later = applied(standing, Wanted(2, scores, SHOWN), 9)

    assert (later.version, later.revision) == (2, standing.revision + 1)


def test_boards_that_were_made_anew_hold_nothing_of_before() -> None:
    standing = applied(Standing("a", "sales"), Wanted(3, {"all": 5}, SHOWN), 9)

    anew = standing.now_of(1)

    assert (anew.listed, anew.version, anew.revision) == ({}, 0, standing.revision)
    assert open_windows(anew, Wanted(3, {"all": 5}, SHOWN), NOW) == ["all"]


def test_a_window_that_is_long_over_is_left_alone() -> None:
    assert open_windows(Standing("a", "sales"), Wanted(1, {"2026-10-01": 5}, SHOWN), NOW) == []
