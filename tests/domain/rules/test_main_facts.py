"""What a main rule says of the counted events: counts, and exact sums, averages and bounds of their values."""

import pytest

from chalicelib.domain.rules.definitions import parse

from .making import after, definition, event, rule, rule_set, sub, subs, when, wins
from .making import body as body_of

SUM, AVG = "sum.event.source.value", "avg.event.source.value"
MIN, MAX = "min.event.source.value", "max.event.source.value"
COUNT = "event.count"
HUNDRED = ["33.4", "33.3", "33.2", "0.1"]

ROWS = [
    (COUNT, ">=", "3", [None, "1", "2"], True),
    (COUNT, ">=", "3", [None, "1"], False),
    (COUNT, ">", "3", ["1", "1", "1"], False),
    (COUNT, "==", 2, ["1", "1"], True),
    (COUNT, "<>", 2, ["1"], True),
    (COUNT, "<", "3", ["1"], True),
    (COUNT, "<=", "0.5", ["1"], False),
    (SUM, "==", "100", HUNDRED, True),
    (SUM, ">=", "100", HUNDRED, True),
    (SUM, ">", "100", HUNDRED, False),
    (SUM, ">=", "100.0000000001", HUNDRED, False),
    (SUM, ">=", "0.3", ["0.1", "0.1", "0.1"], True),
    (SUM, "<=", "0", [None], True),  # the sum of nothing is 0
    (SUM, ">=", "5", ["10", "-5"], True),
    (SUM, ">=", "999999999999999.0000000001", ["999999999999999", "0.0000000001"], True),
    (AVG, "==", "25", HUNDRED, True),
    (AVG, ">=", "0.3333333333", ["1", "0", "0"], True),
    (AVG, "<=", "0.3333333333", ["1", "0", "0"], False),  # a third is more than that
    (AVG, "==", "2", ["1", None, "3"], True),  # over those that carry a value
    (AVG, "<", "1", [None], False),
    (AVG, "<>", "1", [None], False),
    (MIN, "<=", "0.1", HUNDRED, True),
    (MIN, ">", "0.1", HUNDRED, False),
    (MIN, "<", "-0.5", ["1", "-1"], True),
    (MIN, "<=", "1000", [None], False),
    (MIN, "==", "-1", ["2", "-1", "1"], True),
    (MAX, "==", "33.40", HUNDRED, True),
    (MAX, ">=", "10", ["9", None, "10"], True),
    (MAX, ">=", "10", ["9"], False),
    (MAX, "==", "10", ["9", "10", "8"], True),
    (MAX, "<", "1", [None], False),
]


@pytest.mark.parametrize(("fact", "operator", "constant", "figures", "expected"), ROWS)
def test_a_main_rule_compares(fact, operator, constant, figures, expected):
    """Judged once, after the last of them: the other rule holds only then."""
    events = [event(f"e{number}", "sale", value=figure) for number, figure in enumerate(figures)]
    goal = definition(rule(fact, operator, constant), rule(COUNT, "==", len(figures)))

    assert bool(after(events, goal).issues) is expected


def facts(*truths):
    """Rules that are true or false of one win."""
    return [wins(1) if truth else wins(2) for truth in truths]


@pytest.mark.parametrize(
    ("match", "must", "truths", "expected"),
    [
        ("All", True, [True, True], True),
        ("All", True, [True, False], False),
        ("All", False, [False, False], True),
        ("All", False, [True, False], False),
        ("Any", True, [True, False], True),
        ("Any", True, [False, False], False),
        ("Any", False, [True, False], True),
        ("Any", False, [True, True], False),
    ],
)
def test_all_or_any_of_the_main_rules(match, must, truths, expected):
    goal = parse("goal", body_of(rule_set(when(*facts(*truths), match=match, must=must))))

    assert bool(after([event("e1")], goal).issues) is expected


def test_the_conditions_of_a_rule_set_are_joined_by_and():
    one, two = when(*facts(True)), when(*facts(False))

    assert after([event("e1")], parse("goal", body_of(rule_set(one, one)))).issues
    assert not after([event("e1")], parse("goal", body_of(rule_set(one, two)))).issues


def test_of_two_rule_sets_that_hold_the_first_issues_once():
    both = body_of(
        rule_set(when(wins(2)), priority=5),
        rule_set(when(wins(1)), priority=9),
        schedule={"scheduleType": "Repeatedly", "scheduleOccurrencesLimit": 9},
    )
    goal = parse("goal", both)

    issues = after([event("e1"), event("e2"), event("e3")], goal).issues

    assert [(issue.number, issue.event) for issue in issues] == [(1, "e1"), (2, "e2"), (3, "e3")]


def test_rule_sets_stand_by_priority_and_equals_as_written():
    raw = [
        rule_set(when(wins(1)), priority=priority, action=name)
        for priority, name in [(3, "c"), (1, "a"), (3, "d"), (2, "b")]
    ]

    goal = parse("goal", body_of(*raw))

    assert [each.action for each in goal.rule_sets] == ["a", "b", "c", "d"]
    assert [each.position for each in goal.rules] == [1, 3, 0, 2]  # counted as written, wherever they stand


def test_a_rule_set_counts_its_own_action_only():
    goal = definition(rule(COUNT, ">=", 2), action="sale")

    events = [event("e1", "sale"), event("e2", "Sale"), event("e3", "win"), event("e4", "sale")]

    assert [issue.event for issue in after(events, goal).issues] == ["e4"]


def test_nothing_is_issued_of_which_nothing_was_counted():
    """`fewer than 5 losses` is true from the start, and is judged with the first loss."""
    losses = subs(sub("event.action.type", "==", "lose"))
    goal = definition(rule(COUNT, "<", 5, losses))

    assert after([event("e1", "win")], goal).issues == ()
    assert after([], goal).issues == ()
    assert [issue.event for issue in after([event("e2", "lose")], goal).issues] == ["e2"]


def test_ten_wins_without_a_loss():
    losses = rule(COUNT, ">=", 1, subs(sub("event.action.type", "==", "lose")))
    goal = parse("goal", body_of(rule_set(when(wins(3)), when(losses, must=False))))
    three = [event(f"e{number}") for number in range(3)]

    assert after(three, goal).issues
    assert not after([*three, event("a", "lose")], goal).issues
