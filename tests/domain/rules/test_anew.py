"""Counting anew from stored events: going live late, and windows that were let go."""

from datetime import timedelta

from chalicelib.domain.rules.anew import recount, recount_window
from chalicelib.domain.rules.engine import Standing

from .making import ANYONE, NOON, after, definition, event, several, wins

LATER = NOON + timedelta(days=400)
DAILY = {"scheduleType": "Daily", "scheduleOccurrencesLimit": 100}
WEEKLY = {"scheduleType": "Weekly", "scheduleOccurrencesLimit": 2}


def days(*numbers: int, name: str = "d"):
    return [event(f"{name}{number:02}", at=NOON + timedelta(days=number)) for number in numbers]


def test_who_qualifies_already_is_issued_once_with_the_event_that_completed_it():
    goal = definition(wins(10))

    first = recount({}, goal, several(25), (), ANYONE, LATER)
    again = recount(first.progress, goal, several(25), {"1"}, ANYONE, LATER)

    assert [(issue.key, issue.event) for issue in first.issues] == [("1", "e10")]
    assert first.counted == {f"e{number}" for number in range(1, 11)}
    assert (again.issues, again.progress) == ((), first.progress)


def test_what_was_counted_since_it_is_live_is_not_counted_twice():
    goal = definition(wins(10))
    live = after(several(4, name="live"), goal).progress

    outcome = recount(live, goal, [*several(5), *several(4, name="live")], (), ANYONE, LATER)

    assert outcome.issues == ()
    assert outcome.progress["goal"]["w"]["-"]["r"]["0"] == {"c": 9}


def test_it_is_numbered_on_after_what_was_issued_live():
    goal = definition(wins(2), schedule={"scheduleType": "Repeatedly", "scheduleOccurrencesLimit": 3})

    outcome = recount({}, goal, several(9), {"1"}, ANYONE, LATER)

    assert [(issue.number, issue.key) for issue in outcome.issues] == [(2, "2"), (3, "3")]
    assert outcome.progress["goal"]["n"] == 3


def test_the_limit_holds_over_live_and_late_together():
    goal = definition(wins(1), schedule=WEEKLY)
    late = days(0, 7, 14)

    outcome = recount({}, goal, late, {"2026-W49"}, ANYONE, LATER)

    assert [issue.key for issue in outcome.issues] == ["2026-W47"]
    assert outcome.progress["goal"]["n"] == 2


def test_others_of_the_same_home_are_left_alone():
    other = definition(wins(3), uid="other")
    before = after(several(2), other).progress

    assert (
        recount(before, definition(wins(1)), several(1), (), ANYONE, LATER).progress["other"]
        == before["other"]
    )


def test_the_oldest_windows_are_let_go_and_the_last_eight_stay():
    goal = definition(wins(2), schedule=DAILY)

    tally = after(days(*range(12)), goal).progress["goal"]

    assert list(tally["w"]) == [
        f"2026-{day}" for day in ("11-26", "11-27", "11-28", "11-29", "11-30", "12-01", "12-02", "12-03")
    ]
    assert tally["p"] == "2026-11-25"


def test_a_late_event_of_a_window_let_go_is_told_from_the_stored_events():
    goal = definition(wins(2), schedule=DAILY)
    stored = days(*range(12))
    before = after(stored, goal).progress
    late = event("late", at=NOON + timedelta(hours=1))

    outcome = after([late], goal, progress=before)
    [wanted] = outcome.recounts
    anew = recount_window(before, goal, wanted.window, [*stored, late], (), ANYONE, LATER)

    assert outcome.progress is before
    assert (outcome.issues, outcome.counted) == ((), {"late"})
    assert [(issue.key, issue.event) for issue in anew.issues] == [("2026-11-22", "late")]
    assert "late" in anew.counted
    assert (
        recount_window(
            anew.progress, goal, wanted.window, [*stored, late], {"2026-11-22"}, ANYONE, LATER
        ).issues
        == ()
    )


def test_an_event_older_than_eight_open_windows_is_told_from_the_stored_events_too():
    goal = definition(wins(1, ">"), schedule=DAILY)
    full = after(days(*range(10, 18)), goal).progress

    outcome = after(days(0), goal, progress=full)

    assert [late.window for late in outcome.recounts] == ["2026-11-22"]
    assert outcome.progress is full


def test_prerequisites_and_groups_hold_for_the_late_ones_as_well():
    goal = definition(
        wins(1), dependantOn=[{"achievementId": "first", "linkType": "Must"}], memberGroups=["club"]
    )
    both = Standing(frozenset({"first"}), frozenset({"club"}))

    issued = [
        bool(recount({}, goal, several(3), (), standing, LATER).issues)
        for standing in (ANYONE, Standing(both.issued), Standing(groups=both.groups), both)
    ]

    assert issued == [False, False, False, True]


def test_a_period_that_was_issued_stays_closed_though_its_events_are_gone():
    goal = definition(wins(2), schedule=DAILY)

    anew = recount({}, goal, days(0), {"2026-11-22"}, ANYONE, LATER)
    again = after(days(0, name="more"), goal, progress=anew.progress)

    assert anew.progress["goal"] == {"n": 1, "w": {"2026-11-22": {"r": {"0": {"c": 1}}, "i": 1}}}
    assert again.issues == ()


def test_as_many_at_a_time_as_are_wanted_come_to_the_same():
    goal = definition(wins(2), schedule={"scheduleType": "Repeatedly", "scheduleOccurrencesLimit": 100})
    keys, progress = set[str](), {}

    while True:
        step = recount(progress, goal, several(21), keys, ANYONE, LATER, most=4)
        progress, new = step.progress, {issue.key for issue in step.issues}
        keys |= new
        if not new:
            break

    at_once = recount({}, goal, several(21), (), ANYONE, LATER)
    assert keys == {issue.key for issue in at_once.issues}
    assert progress == at_once.progress
