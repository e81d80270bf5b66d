"""Each move of a contact's places: which windows are open, and what stands after a few of them."""

from datetime import UTC, datetime

import pytest

from chalicelib.domain.boards.standing import Seen, Standing, Wanted, is_done, moved, open_windows
from chalicelib.domain.gamification.user import User

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
OLGA, RENAMED, NOBODY = Seen(7, User("olga", 7)), Seen(7, User("olga", 7, "Olga")), Seen(7, None)


def standing(**given: object) -> Standing:
    return Standing("olga", "sales", **{"revision": 4, "version": 2, "seen": OLGA, **given})


@pytest.mark.parametrize(
    ("held", "wanted", "opened"),
    [
        ({}, {"2026-11": 5, "2026-11-21": 5, "all": 5}, ["all", "2026-11", "2026-11-21"]),
        ({"listed": {"all": 5, "2026-11": 5}}, {"all": 5, "2026-11": 6}, ["2026-11"]),
        ({"listed": {"all": 5}}, {"all": 5}, []),
        ({"hidden": {"all": 5}}, {"all": 5}, ["all"]),
        ({"listed": {"all": 5}, "seen": RENAMED}, {}, ["all"]),
        ({"listed": {"all": 5, "2026-11": 5}, "stale": frozenset({"2026-11"})}, {"all": 5}, ["2026-11"]),
        ({"listed": {"2026-10-01": 5}, "seen": RENAMED}, {"2026-10-02": 1}, []),
    ],
)
def test_a_window_is_open_that_is_not_as_wanted_or_shows_the_contact_as_before(
    held: dict[str, object], wanted: dict[str, int], opened: list[str]
) -> None:
    assert open_windows(standing(**held), Wanted(3, wanted, OLGA), NOW) == opened


def test_who_is_hidden_is_wanted_where_only_the_contact_sees_it() -> None:
    hidden = standing(hidden={"all": 5}, seen=NOBODY)

    assert open_windows(hidden, Wanted(3, {"all": 5}, NOBODY), NOW) == []
    assert open_windows(standing(listed={"all": 5}), Wanted(3, {"all": 5}, NOBODY), NOW) == ["all"]


@pytest.mark.parametrize(
    ("version", "wanted", "done"), [(4, 3, True), (3, 3, True), (2, 3, False), (4, 4, True)]
)
def test_it_is_done_where_the_card_or_a_later_one_was_applied(version: int, wanted: int, done: bool) -> None:
    one = standing(version=version, listed={"all": 5})

    assert is_done(one, Wanted(wanted, {"all": 5}, OLGA), NOW) is done


def test_it_is_not_done_while_a_window_of_the_card_is_open() -> None:
    assert not is_done(standing(listed={"all": 4}), Wanted(2, {"all": 5}, OLGA), NOW)


def test_a_few_windows_are_moved_and_the_card_is_applied_with_the_last() -> None:
    wanted = Wanted(3, {"all": 5, "2026-11": 5}, RENAMED)
    before = standing(listed={"all": 1, "2026-11": 1, "2026-10-01": 9}, stale=frozenset({"2026-11"}))

    first = moved(before, wanted, ["all"], NOW)
    last = moved(first, wanted, ["2026-11"], NOW)

    assert first == standing(
        revision=5, seen=RENAMED, listed={"all": 5, "2026-11": 1}, stale=frozenset({"2026-11"})
    )
    assert last == standing(revision=6, version=3, seen=RENAMED, listed={"all": 5, "2026-11": 5})


def test_a_window_that_the_card_does_not_name_keeps_its_score_as_it_is_shown_anew() -> None:
    before = standing(listed={"all": 1, "2026-11": 2}, hidden={"2026-W47": 3})

    after = moved(before, Wanted(3, {"all": 1}, RENAMED), ["2026-11", "2026-W47", "2026-11-21"], NOW)

    assert after.listed == {"all": 1, "2026-11": 2, "2026-W47": 3, "2026-11-21": 0}
    assert (after.hidden, after.version, after.stale) == ({}, 2, frozenset({"all"}))


def test_who_hides_goes_from_the_list() -> None:
    after = moved(standing(listed={"all": 1}), Wanted(3, {"all": 1}, NOBODY), ["all"], NOW)

    assert (after.listed, after.hidden, after.version) == ({}, {"all": 1}, 3)


@pytest.mark.parametrize(
    ("held", "score"),
    [
        ({}, None),
        ({"listed": {"all": 5}}, 5),
        ({"hidden": {"all": 6}}, 6),
        ({"listed": {"2026-11": 5}}, None),
    ],
)
def test_the_score_is_that_of_all_time_whether_or_not_others_see_it(
    held: dict[str, object], score: int
) -> None:
    assert standing(**held).score == score


def test_boards_of_the_same_making_still_hold_it() -> None:
    one = standing(generation=3, listed={"all": 5}, hidden={"2026-11": 1}, stale=frozenset({"all"}))

    assert one.now_of(3) is one
    assert one.now_of(4) == standing(generation=4, version=0)
