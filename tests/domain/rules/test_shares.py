"""How far an achievement is: of each rule, of all and of any, and where nothing is left to do."""

from datetime import timedelta

import pytest

from chalicelib.domain.rules.definitions import parse
from chalicelib.domain.rules.explain import explain

from .making import ANYONE, NOON, after, body, definition, event, rule, rule_set, several, when, wins
from .test_explain import AVG, LOSSES, SUM, told


@pytest.mark.parametrize(
    ("rules", "figures", "percentage"),
    [
        ([rule(AVG, ">=", 10)], ["5", "4"], 45),
        ([rule(SUM, ">=", 10)], ["-1"], 0),
        ([rule(SUM, "==", 10)], ["12"], 0),  # gone beyond
        ([rule(SUM, "==", 10)], ["9"], 90),
        ([rule(SUM, ">", 10)], ["10"], 99),
        ([rule(SUM, ">=", 1)], ["0.5"], 50),
        ([rule(SUM, ">=", -5)], ["-6"], 0),  # no way leads towards less than nothing
        ([rule(SUM, ">=", 0), wins(4)], ["-1"], 12),
        ([rule("event.count", "<", 9), wins(4)], ["1"], 25),
        ([rule("max.event.source.value", ">=", 8)], ["2", "6"], 75),
        ([wins(200)], ["1"], 0),
    ],
)
def test_a_share_is_how_far_the_value_is_towards_its_constant(rules, figures, percentage):
    events = [event(f"e{number}", value=figure) for number, figure in enumerate(figures)]

    assert told(definition(*rules), events).percentage == percentage


@pytest.mark.parametrize(
    ("match", "must", "percentage"),
    [("Any", True, 50), ("All", True, 37), ("Any", False, 100), ("All", False, 100)],
)
def test_a_conditions_share_is_the_nearest_of_any_and_the_mean_of_all(match, must, percentage):
    one = parse("goal", body(rule_set(when(wins(4), wins(8), match=match, must=must))))

    assert told(one, several(2)).percentage == percentage


def test_what_merely_must_not_happen_is_no_part_of_the_way_until_it_happens():
    losses = rule("event.count", ">=", 1, LOSSES)
    one = parse("goal", body(rule_set(when(losses, must=False), when(wins(4)))))

    assert told(one, several(2)).percentage == 50
    assert told(one, [*several(2), event("x", "lose")]).percentage == 25


def test_what_is_issued_for_good_or_in_this_window_is_a_hundred_though_its_counters_are_not():
    once, daily = (
        definition(wins(2)),
        definition(wins(2), schedule={"scheduleType": "Daily", "scheduleOccurrencesLimit": 9}),
    )
    issued = after(several(2), daily).progress
    issued["goal"]["w"]["2026-11-22"]["r"]["0"]["c"] = 1

    assert explain(issued, daily, ANYONE, NOON).percentage == 100
    assert explain(issued, daily, ANYONE, NOON + timedelta(days=1)).percentage == 0
    assert explain({"goal": {"n": 1}}, once, ANYONE, NOON).percentage == 100
