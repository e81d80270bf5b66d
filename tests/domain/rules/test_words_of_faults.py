"""What is wrong with a definition is said in words, at the very place where it was written."""

from decimal import Decimal
from typing import Any

import pytest

from chalicelib.domain.rules.definitions import parse
from chalicelib.domain.rules.faults import FaultyDefinition

from .test_faults import CONDITION, RULE, SET, SUB, SUBS, said

NO_RULES = "Rules cannot be empty."
NO_NUMBER = "The constant is not a number."
TEXT = "The constant does not fit: text or a number is expected."
NUMBER = "The constant does not fit: a number is expected."
TIME = "The constant does not fit: an ISO 8601 time is expected."
# At the part that is said otherwise.
THERE = [
    (("ruleSets",), [], NO_RULES),
    (("ruleSets",), None, NO_RULES),
    (("ruleSets",), "rules", "ruleSets is not a list."),
    (("ruleSets",), [{}] * 21, "ruleSets holds more than 20."),
    ((*SET, "priority"), "1", "ruleSets[0].priority is not a whole number."),
    ((*SET, "priority"), -(10**9) - 1, "ruleSets[0].priority is not from -1000000000 to 999999999."),
    ((*SET, "priority"), 10**9, "ruleSets[0].priority is not from -1000000000 to 999999999."),
    ((*SET, "action"), 7, "The action is not text."),
    ((*SET, "action"), "x" * 201, "The action is longer than 200 characters."),
    ((*SET, "conditions"), None, NO_RULES),
    ((*SET, "conditions"), {}, "ruleSets[0].conditions is not a list."),
    ((*SET, "conditions"), [{}] * 21, "ruleSets[0].conditions holds more than 20."),
    ((*CONDITION, "matchCondition"), "all", "Unknown matchCondition [all]."),
    ((*CONDITION, "matchCondition"), None, "Unknown matchCondition []."),
    (
        (*CONDITION, "mustEvaluateTo"),
        1,
        "ruleSets[0].conditions[0].mustEvaluateTo is not true or false.",
    ),
    ((*CONDITION, "rules"), [], NO_RULES),
    ((*CONDITION, "rules"), [{}] * 51, "ruleSets[0].conditions[0].rules holds more than 50."),
    ((*RULE, "fact"), "__class__", "Unknown fact [__class__]."),
    ((*RULE, "fact"), ["event.count"], "Unknown fact [list]."),
    ((*RULE, "fact"), "f" * 61, f"Unknown fact [{'f' * 60}]."),
    ((*RULE, "operator"), {"a": 1}, "Unknown operator [dict]."),
    ((*RULE, "operator"), "before", "The operator [before] does not fit a number."),
    ((*RULE, "constant"), "ten", NO_NUMBER),
    ((*RULE, "constant"), Decimal("Infinity"), NO_NUMBER),
    ((*RULE, "subConditions"), "x", "ruleSets[0].conditions[0].rules[0].subConditions is not a list."),
    (
        (*RULE, "subConditions"),
        [{"subRules": [{}]}] * 21,
        "ruleSets[0].conditions[0].rules[0].subConditions holds more than 20.",
    ),
    ((*SUBS, "subRules"), [], NO_RULES),
    ((*SUBS, "subRules"), None, NO_RULES),
    (
        (*SUBS, "subRules"),
        [{}] * 51,
        "ruleSets[0].conditions[0].rules[0].subConditions[0].subRules holds more than 50.",
    ),
    ((*SUBS, "matchCondition"), "Some", "Unknown matchCondition [Some]."),
    (
        (*SUBS, "mustEvaluateTo"),
        "yes",
        "ruleSets[0].conditions[0].rules[0].subConditions[0].mustEvaluateTo is not true or false.",
    ),
    ((*SUB, "fact"), "event.count", "Unknown fact [event.count]."),
    ((*SUB, "fact"), "event.metadata.", "Unknown fact [event.metadata.]."),
    ((*SUB, "fact"), "event.metadata." + "k" * 201, f"Unknown fact [event.metadata.{'k' * 45}]."),
    ((*SUB, "operator"), ">", "The operator [>] does not fit the fact [event.external.id]."),
    ((*SUB, "operator"), "matches", "Unknown operator [matches]."),
    ((*SUB, "constant"), "", TEXT),
    ((*SUB, "constant"), "x" * 1_001, TEXT),
    (
        SUB,
        {"rules": [{}], "fact": "event.time", "operator": "==", "constant": "2026-01-01"},
        "Sub rules do not nest.",
    ),
    (("scheduling",), None, "No usable value for scheduling"),
    (("scheduling",), "Once", "No usable value for scheduling"),
    (("scheduling", "scheduleType"), "Hourly", "Unknown scheduleType [Hourly]."),
    (("scheduling", "scheduleType"), None, "Unknown scheduleType []."),
    (
        ("scheduling", "scheduleOccurrencesLimit"),
        1_000_001,
        "scheduling.scheduleOccurrencesLimit is not from 1 to 1000000.",
    ),
    (("scheduling", "startDate"), "", "scheduling.startDate is not an ISO 8601 time."),
    (("scheduling", "startDate"), None, "scheduling.startDate is not an ISO 8601 time."),
    (("scheduling", "endDate"), "soon", "scheduling.endDate is not an ISO 8601 time."),
    (("scheduling", "endDate"), "2020-01-01T00:00:00Z", "The endDate is not after the startDate."),
    (("scheduling", "every"), [1], "Once has no scheduling.every."),
    (("scheduling", "every"), "1", "scheduling.every is not a list of whole numbers."),
    (("scheduling", "every"), ["1"], "scheduling.every is not a list of whole numbers."),
    (
        ("scheduling", "onlyAggregateOnActiveDays"),
        0,
        "scheduling.onlyAggregateOnActiveDays is not true or false.",
    ),
    (
        ("minimumShouldMatch",),
        1,
        "minimumShouldMatch is more than the 0 achievements that should be issued.",
    ),
    (("minimumShouldMatch",), -1, "minimumShouldMatch is not from 0 to 50."),
    (("minimumShouldMatch",), True, "minimumShouldMatch is not a whole number."),
    (("dependantOn",), {"a": 1}, "dependantOn is not a list."),
    (
        ("dependantOn",),
        [{"achievementId": "a", "linkType": link} for link in ("Must", "Must-Not")],
        "dependantOn names an achievement twice.",
    ),
    (("memberGroups",), "club", "memberGroups is not a list of groups."),
    (("memberGroups",), ["club", ""], "memberGroups is not a list of groups."),
    (("memberGroups",), [f"g{n}" for n in range(101)], "memberGroups holds more than 100."),
]
# Within it.
INSIDE = [
    (("ruleSets",), [3], "ruleSets[0]", "ruleSets[0] is not an object."),
    (SUB, {"fact": "event.source.value", "operator": ">", "constant": "much"}, "constant", NUMBER),
    (SUB, {"fact": "event.time", "operator": "after", "constant": "2026-02-30T00:00Z"}, "constant", TIME),
    (SUB, {"fact": "event.metadata.size", "operator": ">", "constant": "big"}, "constant", NUMBER),
    (SUB, {"fact": "event.metadata.size", "operator": "before", "constant": "10"}, "constant", TIME),
    (SUB, {"fact": "event.metadata.size", "operator": "==", "constant": True}, "constant", TEXT),
    (
        SUB,
        {"fact": "event.hour", "operator": "==", "constant": 24},
        "constant",
        "The constant does not fit: 0 to 23 is expected.",
    ),
    (
        SUB,
        {"fact": "event.weekday", "operator": "==", "constant": 0},
        "constant",
        "The constant does not fit: 1 (Monday) to 7 is expected.",
    ),
    (
        SUB,
        {"fact": "event.metadata.size", "operator": "=", "constant": 1},
        "operator",
        "Unknown operator [=].",
    ),
    (
        SUB,
        {"fact": "event.time", "operator": "<>"},
        "constant",
        TIME,
    ),
    (
        ("dependantOn",),
        [{"achievementId": "a", "linkType": "must"}],
        "dependantOn[0].linkType",
        "Unknown linkType [must].",
    ),
    (
        ("dependantOn",),
        [{"achievementId": "", "linkType": "Must"}],
        "dependantOn[0].achievementId",
        "dependantOn[0].achievementId is not an id.",
    ),
    (
        ("dependantOn",),
        [{"achievementId": 7, "linkType": "Must"}],
        "dependantOn[0].achievementId",
        "dependantOn[0].achievementId is not an id.",
    ),
    (
        ("dependantOn",),
        [{"achievementId": "goal", "linkType": "Must"}],
        "dependantOn[0].achievementId",
        "An achievement does not depend on itself.",
    ),
]
EVERY = [
    ("Daily", [0], "Daily takes each of 1 to 7 once at most."),
    ("Daily", [8], "Daily takes each of 1 to 7 once at most."),
    ("Daily", [2, 2], "Daily takes each of 1 to 7 once at most."),
    ("Weekly", [54], "Weekly takes each of 1 to 53 once at most."),
    ("Monthly", [13], "Monthly takes each of 1 to 12 once at most."),
]


def written(path: tuple[Any, ...]) -> str:
    """As a fault says its place: `ruleSets[0].conditions`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def faults(raw: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(FaultyDefinition) as refused:
        parse("goal", raw)
    assert refused.value.detail == refused.value.faults[0].message
    return refused.value.fields


@pytest.mark.parametrize(("path", "value", "message"), THERE)
def test_a_fault_is_told_at_its_place(path: tuple[Any, ...], value: Any, message: str) -> None:
    assert faults(said(path, value)) == {written(path): message}


@pytest.mark.parametrize(("path", "value", "inside", "message"), INSIDE)
def test_a_fault_of_a_part_is_told_at_the_part(
    path: tuple[Any, ...], value: Any, inside: str, message: str
) -> None:
    place = f"{written(path)}.{inside}" if path == SUB else inside

    assert faults(said(path, value)) == {place: message}


@pytest.mark.parametrize(("kind", "every", "message"), EVERY)
def test_what_cannot_be_chosen_is_told_with_what_can(kind: str, every: list[int], message: str) -> None:
    raw = said(("scheduling", "scheduleType"), kind)
    raw["scheduling"]["every"] = every

    assert faults(raw) == {"scheduling.every": f"scheduling.every of {message}"}


def test_every_faulty_part_of_several_is_told_at_its_own_number() -> None:
    sub = {"fact": "event.external.id", "operator": "==", "constant": "win"}
    rule = {"fact": "event.count", "operator": ">=", "constant": 1}
    raw = said((*SUBS, "subRules"), [sub, {**sub, "fact": "x"}])
    raw["ruleSets"][0]["conditions"][0]["rules"].append({**rule, "constant": "x"})
    raw["ruleSets"][0]["conditions"].append({"rules": [rule, {**rule, "fact": "y"}]})
    raw["dependantOn"] = [{"achievementId": "a", "linkType": "Must"}, {"linkType": "Must"}, 3]

    assert list(faults(raw)) == [
        "ruleSets[0].conditions[0].rules[0].subConditions[0].subRules[1].fact",
        f"ruleSets[0].conditions[0].rules[{len(raw['ruleSets'][0]['conditions'][0]['rules']) - 1}].constant",
        "ruleSets[0].conditions[1].rules[1].fact",
        "dependantOn[2]",
        "dependantOn[1].achievementId",
    ]


AT_THE_EDGE = [
    ((*SET, "priority"), -(10**9)),
    ((*SET, "priority"), 10**9 - 1),
    ((*SET, "action"), "x" * 200),
    ((*SUB, "fact"), "event.metadata." + "k" * 200),
    ((*SUB, "constant"), "x" * 1_000),
    (SUB, {"fact": "event.hour", "operator": "==", "constant": 0}),
    (SUB, {"fact": "event.hour", "operator": "==", "constant": "23"}),
    (SUB, {"fact": "event.weekday", "operator": "==", "constant": 1}),
    (SUB, {"fact": "event.weekday", "operator": "==", "constant": 7}),
    ((*SUBS, "subRules"), [{"fact": "event.entity.ref", "operator": "==", "constant": "x"}] * 50),
    (
        (*RULE, "subConditions"),
        [{"subRules": [{"fact": "event.entity.ref", "operator": "==", "constant": "x"}]}] * 20,
    ),
    (("scheduling", "scheduleOccurrencesLimit"), 1_000_000),
    (("scheduling", "endDate"), "2020-01-01T00:00:00.001Z"),
    (("dependantOn",), [{"achievementId": f"a{n}", "linkType": "Should"} for n in range(50)]),
    (("memberGroups",), [f"g{n}" for n in range(100)]),
]


@pytest.mark.parametrize(("path", "value"), AT_THE_EDGE)
def test_what_is_just_within_bounds_is_read(path: tuple[Any, ...], value: Any) -> None:
    parse("goal", said(path, value))


@pytest.mark.parametrize(
    ("kind", "every"), [("Daily", range(1, 8)), ("Weekly", range(1, 54)), ("Monthly", range(1, 13))]
)
def test_every_place_of_a_period_may_be_chosen(kind: str, every: range) -> None:
    raw = said(("scheduling", "scheduleType"), kind)
    raw["scheduling"]["every"] = list(every)

    assert parse("goal", raw).scheduling.every == frozenset(every)


@pytest.mark.parametrize(
    ("name", "kept"), [("r1", "r1"), ("x" * 200, "x" * 200), ("x" * 201, "x" * 200), (7, ""), (None, "")]
)
def test_a_rule_has_the_id_that_its_client_gave_it_as_far_as_it_is_text(name: object, kept: str) -> None:
    assert parse("goal", said((*RULE, "id"), name)).rules[0].id == kept
