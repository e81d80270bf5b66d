"""Under which words a definition is found, and which definitions share a home."""

import pytest

from chalicelib.domain.rules.definitions import parse
from chalicelib.domain.rules.tokens import digest, home, tokens, words

from .making import body, definition, event, rule, rule_set, sub, subs, when, wins

ACTION = sub("event.action.type", "==", "sale")
EXTERNAL = sub("event.external.id", "==", "win")
ENTITY = sub("event.entity.ref", "==", "shop")
NOT_WIN = sub("event.external.id", "<>", "win")
VALUE = sub("event.source.value", ">", "3")

ROWS = [
    ([], {"*"}),
    ([subs(EXTERNAL)], {"win"}),
    ([subs(ACTION)], {"sale"}),
    ([subs(ENTITY)], {"shop"}),
    ([subs(EXTERNAL, ACTION)], {"sale"}),
    ([subs(VALUE)], {"*"}),
    ([subs(VALUE, EXTERNAL)], {"win"}),
    ([subs(VALUE), subs(EXTERNAL)], {"win"}),
    ([subs(NOT_WIN)], {"*"}),
    ([subs(EXTERNAL, ACTION, match="Any")], {"win", "sale"}),
    ([subs(EXTERNAL, VALUE, match="Any")], {"*"}),
    ([subs(EXTERNAL, ACTION, match="Any"), subs(ENTITY)], {"shop"}),
    ([subs(EXTERNAL, must=False)], {"*"}),
    ([subs(NOT_WIN, must=False)], {"win"}),
    ([subs(NOT_WIN, VALUE, must=False)], {"win"}),
    ([subs(NOT_WIN, VALUE, match="Any", must=False)], {"*"}),
    ([subs(NOT_WIN, match="Any", must=False)], {"win"}),
    ([subs(sub("event.metadata.colour", "==", "red"))], {"*"}),
]


@pytest.mark.parametrize(("conditions", "expected"), ROWS)
def test_a_rule_is_found_under_a_word_that_its_events_must_say(conditions, expected):
    assert tokens(definition(rule("event.count", ">=", 1, *conditions))) == expected


def test_the_action_of_the_rule_set_goes_before_all():
    assert tokens(definition(rule("event.count", ">=", 1, subs(EXTERNAL)), action="sale")) == {"sale"}


def test_what_stands_under_one_word_has_its_home_there():
    one, other = definition(wins(1), uid="one"), definition(wins(7), wins(9), uid="other")

    assert home(one) == home(other) == digest("win")


def test_what_stands_under_several_words_has_a_home_of_its_own():
    raw = body(rule_set(when(wins(1))), rule_set(when(rule("event.count", ">=", 1)), action="sale"))

    assert tokens(parse("goal", raw)) == {"win", "sale"}
    assert home(parse("goal", raw)) == "A#goal"


def test_an_event_is_looked_for_by_each_of_its_words():
    one = event("e1", "sale", event_ref="order-7", entity_ref="shop", relates_to="cart")

    assert words(one) == {"*", "sale", "order-7", "shop", "cart"}
    assert words(event("e2", "sale")) == {"*", "sale"}


def test_a_home_stands_in_keys_and_never_changes():
    assert digest("win") == "823a3180dad3c9c3c4dea43ab2baf9f0"


def test_a_home_is_never_named_by_a_clients_own_words():
    assert "win" not in digest("win")
    assert len(digest("w" * 10_000)) == 32
