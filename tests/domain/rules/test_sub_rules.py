"""What a sub rule says of one event: each fact with each comparison that fits it."""

from datetime import UTC, datetime

import pytest

from chalicelib.domain.rules.conditions import counts

from .making import definition, event, rule, sub, subs

AT = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
SALE = event(
    "e1",
    "sale",
    AT,
    "33.40",
    event_ref="order-7",
    entity_ref="shop",
    relates_to="cart-1",
    metadata={"colour": "red", "size": "10", "bought": "2026-03-29T03:30:00+02:00", "bomb": "a" * 40},
)
BARE = event("e2", "sale", AT)

ROWS = [
    ("event.action.type", "==", "sale", True),
    ("event.action.type", "==", "Sale", False),
    ("event.action.type", "==", " sale", False),
    ("event.action.type", "==", "sal.", False),
    ("event.action.type", "<>", "sale", False),
    ("event.action.type", "<>", "win", True),
    ("event.external.id", "==", "sale", True),
    ("event.external.id", "==", "order-7", True),
    ("event.external.id", "==", "shop", True),
    ("event.external.id", "==", "cart-1", True),
    ("event.external.id", "==", "order", False),
    ("event.external.id", "<>", "order", True),
    ("event.external.id", "<>", "cart-1", False),
    ("event.entity.ref", "==", "shop", True),
    ("event.entity.ref", "==", "order-7", False),
    ("event.entity.ref", "<>", "shop", False),
    ("event.source.value", "==", "33.4", True),
    ("event.source.value", "==", 33, False),
    ("event.source.value", "<>", "33.4", False),
    ("event.source.value", "<>", "33.41", True),
    ("event.source.value", ">", "33.4", False),
    ("event.source.value", ">", "33.3999999999", True),
    ("event.source.value", ">=", "33.4", True),
    ("event.source.value", "<", "33.4", False),
    ("event.source.value", "<", 34, True),
    ("event.source.value", "<=", "33.4", True),
    ("event.source.value", ">", "9", True),  # as numbers, not as text
    ("event.time", "==", "2026-03-29T01:30:00.000+0000", True),
    ("event.time", "==", "2026-03-29T03:30:00+02:00", True),
    ("event.time", "<>", "2026-03-29T01:30:00Z", False),
    ("event.time", "before", "2026-03-29T01:30:00.001Z", True),
    ("event.time", "before", "2026-03-29T01:30:00Z", False),
    ("event.time", "after", "2026-03-29T01:29:59.999+0000", True),
    ("event.time", "after", "2026-03-29T01:30:00Z", False),
    ("event.time", "on.or.before", "2026-03-29T01:30:00Z", True),
    ("event.time", "on.or.before", "2026-03-29", False),
    ("event.time", "on.or.after", "2026-03-29", True),
    ("event.time", "on.or.after", "2026-03-29T01:30:00.000-0100", False),
    ("event.time", ">=", "2026-03-29T01:30:00", True),
    ("event.metadata.colour", "==", "red", True),
    ("event.metadata.colour", "==", "r.d", False),
    ("event.metadata.colour", "<>", "red", False),
    ("event.metadata.Colour", "==", "red", False),
    ("event.metadata.nothing", "<>", "red", True),
    ("event.metadata.size", "==", 10, True),
    ("event.metadata.size", "==", "10.0", False),  # literal
    ("event.metadata.size", ">", "9", True),
    ("event.metadata.size", "<=", "10.0", True),
    ("event.metadata.colour", ">", "1", False),
    ("event.metadata.bought", "on.or.before", "2026-03-29T01:30:00Z", True),
    ("event.metadata.colour", "before", "2026-03-29T01:30:00Z", False),
    ("event.metadata.bomb", "==", "(a+)+$", False),
    ("event.external.id", "==", ".*", False),
]
OF_NOTHING = [
    ("event.entity.ref", "==", "shop", False),
    ("event.entity.ref", "<>", "shop", True),
    ("event.source.value", "==", "0", False),
    ("event.source.value", "<", "1", False),
    ("event.source.value", ">=", "-1", False),
    ("event.source.value", "<>", "1", True),
    ("event.metadata.size", "<", "1", False),
    ("event.metadata.size", "before", "2030-01-01", False),
]


def passes(one, *conditions, action=""):
    [main] = definition(rule("event.count", ">=", 1, *conditions), action=action).rules
    return counts(main, one)


@pytest.mark.parametrize(("fact", "operator", "constant", "expected"), ROWS)
def test_a_sub_rule_compares(fact, operator, constant, expected):
    assert passes(SALE, subs(sub(fact, operator, constant))) is expected


@pytest.mark.parametrize(("fact", "operator", "constant", "expected"), OF_NOTHING)
def test_of_what_an_event_does_not_say_only_unequal_is_true(fact, operator, constant, expected):
    assert passes(BARE, subs(sub(fact, operator, constant))) is expected


TRUE, FALSE = sub("event.action.type", "==", "sale"), sub("event.action.type", "==", "win")


@pytest.mark.parametrize(
    ("match", "must", "rules", "expected"),
    [
        ("All", True, [TRUE, TRUE], True),
        ("All", True, [TRUE, FALSE], False),
        ("All", True, [FALSE, FALSE], False),
        ("All", False, [TRUE, TRUE], False),
        ("All", False, [TRUE, FALSE], False),
        ("All", False, [FALSE, FALSE], True),
        ("Any", True, [TRUE, TRUE], True),
        ("Any", True, [TRUE, FALSE], True),
        ("Any", True, [FALSE, FALSE], False),
        ("Any", False, [TRUE, TRUE], False),
        ("Any", False, [TRUE, FALSE], True),
        ("Any", False, [FALSE, FALSE], True),
    ],
)
def test_all_or_any_must_evaluate_to_it(match, must, rules, expected):
    assert passes(SALE, subs(*rules, match=match, must=must)) is expected


def test_every_sub_condition_must_hold():
    assert passes(SALE, subs(TRUE), subs(TRUE))
    assert not passes(SALE, subs(TRUE), subs(FALSE))


def test_without_sub_conditions_every_event_of_the_action_counts():
    assert passes(SALE)
    assert passes(SALE, action="sale")
    assert passes(SALE, action="member.achievement")
    assert not passes(SALE, action="Sale")
