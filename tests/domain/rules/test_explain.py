"""Each rule with its value and what is missing, what blocks, and the percentage."""

from datetime import timedelta
from decimal import Decimal

import pytest

from chalicelib.domain.rules.definitions import parse
from chalicelib.domain.rules.engine import Standing
from chalicelib.domain.rules.explain import Blocking, ConditionTrace, RuleSetTrace, RuleTrace, explain
from chalicelib.domain.rules.links import Link

from .making import (
    ANYONE,
    NOON,
    after,
    body,
    definition,
    event,
    rule,
    rule_set,
    several,
    sub,
    subs,
    when,
    wins,
)

SUM, AVG = "sum.event.source.value", "avg.event.source.value"
LOSSES = subs(sub("event.action.type", "==", "lose"))


def told(one, events=(), standing=ANYONE, now=NOON):
    return explain(after(list(events), one, standing=standing).progress, one, standing, now)


def rows(explanation):
    return [
        (each.current, each.missing, each.is_true)
        for rule_set in explanation.rule_sets
        for condition in rule_set.conditions
        for each in condition.rules
    ]


@pytest.mark.parametrize(
    ("count", "percentage"),
    [(0, 0), (1, 10), (5, 50), (9, 90), (10, 100), (12, 100)],
)
def test_the_seeds_way_goes_by_tens(count, percentage):
    assert told(definition(wins(10)), several(count)).percentage == percentage


@pytest.mark.parametrize(
    ("figures", "rule_", "expected"),
    [
        (["1"], rule("event.count", ">=", 10), (1, 9, False)),
        (["1"] * 10, rule("event.count", ">", 10), (10, 1, False)),
        (["1"] * 3, rule("event.count", "==", 2), (3, None, False)),
        (["33.4", "33.3"], rule(SUM, ">=", 100), (Decimal("66.7"), Decimal("33.3"), False)),
        (
            ["1", "1", "0"],
            rule(AVG, ">=", 1),
            (Decimal("0." + "6" * 29 + "7"), Decimal("0." + "3" * 30), False),
        ),
        ([None], rule(AVG, ">=", 4), (None, 4, False)),
        (["7"], rule("min.event.source.value", "<", 5), (7, None, False)),
        (["7"], rule(SUM, ">", 7), (7, None, False)),  # any more will do, and nothing will not
        (["7"], rule("max.event.source.value", ">=", 5), (7, 0, True)),
    ],
)
def test_a_rule_shows_its_value_and_what_is_missing(figures, rule_, expected):
    never = wins(99)
    events = [event(f"e{number}", "sale", value=figure) for number, figure in enumerate(figures)]

    current, missing, truth = rows(told(definition(rule_, never), events))[0]

    assert truth is expected[2]
    assert current == expected[0]
    assert missing is None if expected[1] is None else abs(missing - expected[1]) < Decimal("1e-25")


@pytest.mark.parametrize(
    ("rules", "events", "percentage"),
    [
        ([wins(10), rule(SUM, ">=", 100)], [event("e1", value="50")], 30),  # a tenth and a half
        ([wins(3)], several(1), 33),
        ([wins(3)], several(2), 66),
        ([wins(1000)], several(9), 0),
        ([wins(2, "<"), wins(10)], several(5), 25),  # what must not happen has happened
        ([rule("event.count", "<", 3, LOSSES), wins(10)], several(5), 50),
        ([rule("event.count", ">", 5)], several(5), 99),
        ([rule("event.count", "==", 2)], [], 0),
        ([rule(SUM, ">=", 10), wins(99)], [event("e1", value="-5")], 0),
    ],
)
def test_the_percentage_is_the_mean_of_what_grows_rounded_down(rules, events, percentage):
    assert told(definition(*rules), events).percentage == percentage


def test_of_any_the_nearest_rule_and_of_several_rule_sets_the_nearest_one():
    nearest = parse(
        "goal", body(rule_set(when(wins(10), wins(100), match="Any")), rule_set(when(wins(4)), priority=2))
    )

    assert told(nearest, several(3)).percentage == 75


def test_a_condition_of_false_asks_for_what_did_not_happen():
    one = parse("goal", body(rule_set(when(rule("event.count", ">=", 1, LOSSES), must=False), when(wins(4)))))

    clean, stained = told(one, several(2)), told(one, [*several(2), event("x", "lose")])

    assert rows(clean) == [(0, 0, False), (2, 2, False)]
    assert rows(stained) == [(1, None, True), (2, 2, False)]
    assert (clean.percentage, stained.percentage) == (50, 25)


def test_what_blocks_is_named_and_the_rules_hold_all_the_same():
    links = [("a", "Must"), ("b", "Must-Not"), ("c", "Should"), ("d", "Should")]
    one = definition(
        wins(1),
        dependantOn=[{"achievementId": uid, "linkType": kind} for uid, kind in links],
        minimumShouldMatch=1,
    )

    blocked = told(one, several(1), Standing(frozenset("b")))
    free = told(one, several(1), Standing(frozenset("ad")))

    assert blocked.blocking == (
        Blocking("a", Link.MUST),
        Blocking("b", Link.MUST_NOT),
        Blocking("c", Link.SHOULD),
        Blocking("d", Link.SHOULD),
    )
    assert (blocked.percentage, blocked.issued, blocked.rule_sets[0].holds) == (100, 0, True)
    assert (free.blocking, free.issued) == ((), 1)


def test_of_a_daily_one_today_is_told():
    one = definition(wins(2), schedule={"scheduleType": "Daily", "scheduleOccurrencesLimit": 9})
    progress = after([*several(2), event("x", at=NOON + timedelta(days=1))], one).progress

    today, tomorrow, later = (explain(progress, one, ANYONE, NOON + timedelta(days=day)) for day in range(3))

    assert [(each.window, each.percentage, each.issued) for each in (today, tomorrow, later)] == [
        ("2026-11-22", 100, 1),
        ("2026-11-23", 50, 1),
        ("2026-11-24", 0, 1),
    ]


def test_after_each_issue_a_repeated_one_starts_anew_until_it_is_finished():
    one = definition(wins(4), schedule={"scheduleType": "Repeatedly", "scheduleOccurrencesLimit": 2})

    assert [
        (told(one, several(count)).percentage, told(one, several(count)).issued) for count in (4, 5, 8, 9)
    ] == [
        (0, 1),
        (25, 1),
        (100, 2),
        (100, 2),
    ]


def test_who_is_in_none_of_the_groups_is_told_so():
    assert not told(definition(wins(1), memberGroups=["club"]), several(1)).takes_part


def test_an_explanation_names_every_part_of_the_definition():
    one = parse(
        "goal",
        body(
            rule_set(when(wins(10), match="Any", must=False), priority=2),
            rule_set(when(rule(SUM, ">", 5)), priority=1),
        ),
    )

    assert told(one, [event("e1", value="2")]).rule_sets == (
        RuleSetTrace(
            1,
            False,
            (
                ConditionTrace(
                    "All",
                    True,
                    (RuleTrace("r", SUM, ">", Decimal(5), Decimal(2), Decimal(3), False),),
                ),
            ),
        ),
        RuleSetTrace(
            2,
            True,
            (
                ConditionTrace(
                    "Any",
                    False,
                    (RuleTrace("r", "event.count", ">=", Decimal(10), Decimal(1), Decimal(0), False),),
                ),
            ),
        ),
    )


def test_nothing_is_explained_as_true_of_which_nothing_was_counted():
    assert [each.holds for each in told(definition(rule("event.count", "<", 5))).rule_sets] == [False]


@pytest.mark.parametrize(
    ("rule_", "missing"),
    [
        (rule("event.count", ">", 2), 3),
        (rule("event.count", ">=", 2), 2),
        (rule("event.count", "==", 0), 0),
        (rule("event.count", "<", 0), None),
        (rule("event.count", "<>", 0), None),
        (rule(SUM, ">", 2), 2),
        (rule(SUM, ">=", 0), 0),
    ],
)
def test_what_is_missing_is_as_much_as_makes_it_true_from_nothing(rule_, missing):
    assert [row[1] for row in rows(told(definition(rule_)))] == [missing]


@pytest.mark.parametrize(
    ("schedule", "now", "window"),
    [
        ({"scheduleType": "Once", "startDate": "2026-12-01T00:00:00Z"}, NOON, "-"),
        ({"scheduleType": "Repeatedly", "endDate": "2026-11-01T00:00:00Z"}, NOON, "-"),
        ({"scheduleType": "Daily"}, NOON, "2026-11-22"),
        ({"scheduleType": "Weekly"}, NOON, "2026-W47"),
        ({"scheduleType": "Daily", "startDate": "2026-12-01T00:00:00Z"}, NOON, None),
        ({"scheduleType": "Daily", "every": [1]}, NOON, "2026-11-23"),
        ({"scheduleType": "Daily", "every": [1], "onlyAggregateOnActiveDays": True}, NOON, None),
    ],
)
def test_the_window_is_the_one_that_is_counted_now(schedule, now, window):
    assert told(definition(wins(1), schedule=schedule), now=now).window == window


@pytest.mark.parametrize(
    ("links", "minimum", "issued", "blocking"),
    [
        ([("b", "Must"), ("a", "Must")], 0, "", [("a", "Must"), ("b", "Must")]),
        ([("b", "Must"), ("a", "Must")], 0, "b", [("a", "Must")]),
        ([("a", "Must-Not"), ("b", "Must-Not")], 0, "b", [("b", "Must-Not")]),
        ([("a", "Should"), ("b", "Should"), ("c", "Should")], 2, "b", [("a", "Should"), ("c", "Should")]),
        ([("a", "Should"), ("b", "Must")], 1, "a", [("b", "Must")]),
        ([("a", "Should"), ("b", "Must")], 1, "", [("b", "Must"), ("a", "Should")]),
        ([("a", "Should"), ("b", "Must")], 1, "ab", []),
        ([("a", "Must-Not"), ("b", "Must")], 0, "a", [("b", "Must"), ("a", "Must-Not")]),
    ],
)
def test_what_blocks_is_named_with_its_link(links, minimum, issued, blocking):
    dependent = [{"achievementId": uid, "linkType": link} for uid, link in links]
    one = definition(wins(1), dependantOn=dependent, minimumShouldMatch=minimum)

    found = told(one, standing=Standing(frozenset(issued))).blocking

    assert [(each.achievement, each.link.value) for each in found] == blocking
