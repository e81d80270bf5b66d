"""How often, in which periods and between which dates an achievement is issued."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.rules.engine import Standing

from .making import NOON, after, definition, event, one_by_one, rule, several, sub, subs, wins

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
TUESDAY, SUNDAY = MONDAY + timedelta(days=1), MONDAY - timedelta(days=1)
YEAR_LATER = datetime(2027, 12, 1, tzinfo=UTC)


def goal(kind: str, count: int = 2, limit: int = 1, **schedule):
    scheduling = {"scheduleType": kind, "scheduleOccurrencesLimit": limit} | schedule
    return definition(wins(count), schedule=scheduling)


def issued(one, *days: str, now: datetime = YEAR_LATER) -> list[str]:
    """The keys of what is issued by a win at each of the times."""
    events = [event(f"e{number:02}", at=datetime.fromisoformat(day)) for number, day in enumerate(days)]
    return [issue.key for issue in after(events, one, now=now).issues]


@pytest.mark.parametrize(
    ("kind", "limit", "wins_done", "expected"),
    [
        ("Once", 1, 9, ["e2"]),
        ("Once", 5, 9, ["e2"]),
        ("Repeatedly", 1, 9, ["e2"]),
        ("Repeatedly", 3, 5, ["e2", "e4"]),
        ("Repeatedly", 3, 9, ["e2", "e4", "e6"]),
        ("Daily", 9, 9, ["e2"]),
    ],
)
def test_it_is_issued_as_often_as_its_type_and_limit_say(kind, limit, wins_done, expected):
    assert [issue.event for issue in after(several(wins_done), goal(kind, limit=limit)).issues] == expected


def test_once_is_once_whatever_its_limit_says():
    assert (goal("Once", limit=5).scheduling.most, goal("Repeatedly", limit=5).scheduling.most) == (1, 5)


def test_consumed_events_start_a_new_count_from_nothing():
    """What was too much is consumed too: 250 of 100 is one issue, not two and a half."""
    one = definition(
        rule("sum.event.source.value", ">=", 100),
        schedule={"scheduleType": "Repeatedly", "scheduleOccurrencesLimit": 9},
    )

    events = [event("e1", value="250"), event("e2", value="99"), event("e3", value="1")]

    assert [issue.event for issue in one_by_one(events, one)[1]] == ["e1", "e3"]


@pytest.mark.parametrize(
    ("kind", "every", "days", "expected"),
    [
        ("Daily", [], ["2026-11-23T00:00Z", "2026-11-23T23:59Z"], ["2026-11-23"]),
        ("Daily", [], ["2026-11-23T23:59Z", "2026-11-24T00:00Z"], []),
        ("Daily", [1], ["2026-11-23T08:00Z", "2026-11-23T09:00Z"], ["2026-11-23"]),
        ("Daily", [1], ["2026-11-24T08:00Z", "2026-11-24T09:00Z"], ["2026-11-30"]),
        ("Daily", [7], ["2026-11-22T08:00Z", "2026-11-22T09:00Z"], ["2026-11-22"]),
        ("Weekly", [], ["2026-12-31T08:00Z", "2027-01-03T23:00Z"], ["2026-W53"]),
        ("Weekly", [], ["2027-01-03T23:00Z", "2027-01-04T00:00Z"], []),
        ("Weekly", [53], ["2026-12-28T00:00Z", "2027-01-01T00:00Z"], ["2026-W53"]),
        ("Monthly", [], ["2028-02-01T00:00Z", "2028-02-29T23:59Z"], ["2028-02"]),
        ("Monthly", [], ["2026-01-31T23:59Z", "2026-02-01T00:00Z"], []),
        ("Monthly", [1, 3], ["2026-03-31T08:00Z", "2026-03-01T00:00Z"], ["2026-03"]),
    ],
)
def test_it_is_counted_within_its_period(kind, every, days, expected):
    assert issued(goal(kind, every=every), *days, now=datetime(2030, 1, 1, tzinfo=UTC)) == expected


def test_once_for_each_period_up_to_the_limit_of_all():
    days = [f"2026-11-{day}T0{hour}:00Z" for day in range(10, 20) for hour in (1, 2, 3)]

    assert issued(goal("Daily", limit=4), *days) == ["2026-11-10", "2026-11-11", "2026-11-12", "2026-11-13"]


@pytest.mark.parametrize(
    ("only_active", "expected"),
    [(False, ["2026-11-23"]), (True, [])],
)
def test_a_day_that_is_not_chosen_counts_towards_the_next_one_or_nowhere(only_active, expected):
    one = goal("Daily", every=[1], onlyAggregateOnActiveDays=only_active)

    assert issued(one, "2026-11-22T08:00Z", "2026-11-23T08:00Z") == expected


def test_a_period_is_not_issued_before_it_begins():
    """Two wins on Sunday count towards Monday; Monday's first look issues it, as of its first instant at least."""
    one = goal("Daily", every=[1])

    sunday = after(several(2, at=SUNDAY), one, now=SUNDAY)
    monday = after([], one, progress=sunday.progress, now=MONDAY)

    assert sunday.issues == ()
    assert [(issue.key, issue.at) for issue in monday.issues] == [("2026-11-23", MONDAY)]


def test_a_period_is_issued_from_its_very_first_instant_on():
    sunday = after(several(2, at=SUNDAY), goal("Daily", every=[1]), now=SUNDAY)
    midnight = MONDAY.replace(hour=0)

    def looked_at(now: datetime) -> int:
        return len(after([], goal("Daily", every=[1]), progress=sunday.progress, now=now).issues)

    assert (looked_at(midnight - timedelta(microseconds=1)), looked_at(midnight)) == (0, 1)


def test_late_events_of_the_day_before_are_issued_as_of_the_period():
    issue = after(several(2, at=SUNDAY), goal("Daily", every=[1]), now=TUESDAY).issues[0]

    assert (issue.key, issue.at) == ("2026-11-23", datetime(2026, 11, 23, tzinfo=UTC))


@pytest.mark.parametrize(
    ("at", "counts"),
    [
        ("2026-10-31T23:59:59.999Z", False),
        ("2026-11-01T00:00:00.000Z", True),
        ("2026-11-30T23:59:59.999Z", True),
        ("2026-12-01T00:00:00.000Z", False),
    ],
)
def test_from_its_start_to_before_its_end(at, counts):
    schedule = {"startDate": "2026-11-01T00:00:00.000+0000", "endDate": "2026-12-01T00:00:00.000+0000"}

    assert bool(issued(goal("Once", 1, **schedule), at)) is counts


def test_an_event_that_comes_after_the_end_counts_by_its_own_time():
    one = goal("Once", 2, endDate="2026-11-23T00:00:00Z")
    late = several(2, at=SUNDAY)

    assert after(late, one, now=YEAR_LATER).issues


def test_what_was_reached_in_time_is_not_issued_any_more_after_the_end():
    one = definition(
        wins(1),
        schedule={"endDate": "2026-11-23T00:00:00Z"},
        dependantOn=[{"achievementId": "first", "linkType": "Must"}],
    )
    blocked = after([event("e1", at=SUNDAY)], one, now=SUNDAY).progress
    met = Standing(frozenset({"first"}))

    assert after([], one, progress=blocked, standing=met, now=SUNDAY).issues
    assert not after([], one, progress=blocked, standing=met, now=MONDAY).issues


@pytest.mark.parametrize(
    ("wanted", "of", "expected"),
    [
        ([], [], True),
        ([], ["a"], True),
        (["a", "b"], ["b", "c"], True),
        (["a"], ["b"], False),
        (["a"], [], False),
    ],
)
def test_only_members_of_one_of_the_groups_take_part(wanted, of, expected):
    one = definition(wins(1), memberGroups=wanted)

    outcome = after([event("e1")], one, standing=Standing(groups=frozenset(of)))

    assert bool(outcome.issues) is expected
    assert (outcome.progress != {}) is expected


def test_events_go_by_their_own_time_not_by_their_coming():
    """Two of Sunday, one of Monday, given backwards."""
    days = ["2026-11-23T08:00Z", "2026-11-22T09:00Z", "2026-11-22T08:00Z"]

    assert issued(goal("Daily", limit=9), *days) == ["2026-11-22"]


def test_of_one_instant_the_ids_decide_the_order():
    same = [event("b", value="5"), event("a", "lose", value="5"), event("c", value="5")]
    one = definition(rule("event.count", ">=", 2, subs(sub("event.source.value", "==", 5))))

    assert after(same, one).issues[0].event == "b"


def test_what_is_finished_counts_no_further():
    done = after(several(2), goal("Once")).progress

    outcome = after(several(5, name="more"), goal("Once"), progress=done)

    assert outcome.progress is done
    assert outcome.counted == frozenset()


def test_noon_of_these_tests_is_a_sunday():
    assert (NOON.isoweekday(), SUNDAY.isoweekday(), MONDAY.isoweekday()) == (7, 7, 1)
