"""What is wrong with a definition: every fault with its kind and its place, and nothing is guessed."""

from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.rules.definitions import parse
from chalicelib.domain.rules.faults import FaultyDefinition, Kind
from chalicelib.domain.rules.model import Definition

from .test_seed import TEN_WINS

SET = ("ruleSets", 0)
CONDITION = (*SET, "conditions", 0)
RULE = (*CONDITION, "rules", 0)
SUBS = (*RULE, "subConditions", 0)
SUB = (*SUBS, "subRules", 0)
EVIL = "__import__('os').system('id')"

ROWS = [
    (("ruleSets",), [], Kind.EMPTY),
    (("ruleSets",), None, Kind.EMPTY),
    (("ruleSets",), "rules", Kind.SHAPE),
    (("ruleSets",), [3], Kind.SHAPE),
    (("ruleSets",), [{}] * 21, Kind.TOO_MANY),
    ((*SET, "priority"), "1", Kind.SHAPE),
    ((*SET, "priority"), True, Kind.SHAPE),
    ((*SET, "priority"), 10**400, Kind.UNFIT),
    ((*SET, "action"), 7, Kind.SHAPE),
    ((*SET, "action"), "x" * 201, Kind.UNFIT),
    ((*SET, "conditions"), [], Kind.EMPTY),
    ((*CONDITION, "matchCondition"), "all", Kind.UNKNOWN),
    ((*CONDITION, "matchCondition"), "None", Kind.UNKNOWN),
    ((*CONDITION, "mustEvaluateTo"), "true", Kind.SHAPE),
    ((*CONDITION, "mustEvaluateTo"), 1, Kind.SHAPE),
    ((*CONDITION, "rules"), [], Kind.EMPTY),
    ((*RULE, "fact"), "__class__", Kind.UNKNOWN),
    ((*RULE, "fact"), "event.source.value", Kind.UNKNOWN),
    ((*RULE, "fact"), ["event.count"], Kind.UNKNOWN),
    ((*RULE, "operator"), EVIL, Kind.UNKNOWN),
    ((*RULE, "operator"), "=>", Kind.UNKNOWN),
    ((*RULE, "operator"), {"a": 1}, Kind.UNKNOWN),
    ((*RULE, "operator"), "before", Kind.UNFIT),
    ((*RULE, "constant"), "ten", Kind.UNFIT),
    ((*RULE, "constant"), True, Kind.UNFIT),
    ((*RULE, "constant"), None, Kind.UNFIT),
    ((*RULE, "constant"), "NaN", Kind.UNFIT),
    ((*RULE, "constant"), Decimal("Infinity"), Kind.UNFIT),
    ((*RULE, "constant"), Decimal("1E+999999"), Kind.UNFIT),
    ((*RULE, "constant"), 10**400, Kind.UNFIT),
    ((*RULE, "constant"), "1e3", Kind.UNFIT),
    ((*RULE, "constant"), " 10", Kind.UNFIT),
    ((*RULE, "constant"), "١٠", Kind.UNFIT),
    ((*RULE, "constant"), "0.00000000001", Kind.UNFIT),
    ((*RULE, "subConditions"), {}, None),
    ((*RULE, "subConditions"), "x", Kind.SHAPE),
    ((*SUBS, "subRules"), [], Kind.EMPTY),
    ((*SUBS, "matchCondition"), "Some", Kind.UNKNOWN),
    ((*SUB, "fact"), "event.count", Kind.UNKNOWN),
    ((*SUB, "fact"), "event.metadata.", Kind.UNKNOWN),
    ((*SUB, "fact"), "event.metadata." + "k" * 201, Kind.UNKNOWN),
    ((*SUB, "operator"), ">", Kind.UNFIT),
    ((*SUB, "operator"), "before", Kind.UNFIT),
    ((*SUB, "operator"), "matches", Kind.UNKNOWN),
    ((*SUB, "constant"), "", Kind.UNFIT),
    ((*SUB, "constant"), ["win"], Kind.UNFIT),
    ((*SUB, "constant"), "x" * 1_001, Kind.UNFIT),
    ((*SUB, "subConditions"), [{"subRules": []}], Kind.NESTED),
    ((*SUB, "subRules"), [{}], Kind.NESTED),
    (SUB, {"fact": "event.source.value", "operator": ">", "constant": "much"}, Kind.UNFIT),
    (SUB, {"fact": "event.source.value", "operator": "after", "constant": "1"}, Kind.UNFIT),
    (SUB, {"fact": "event.time", "operator": "after", "constant": "yesterday"}, Kind.UNFIT),
    (SUB, {"fact": "event.time", "operator": "after", "constant": "2026-02-30T00:00:00Z"}, Kind.UNFIT),
    (SUB, {"fact": "event.time", "operator": "after", "constant": "0001-01-01T00:00:00+14:00"}, Kind.UNFIT),
    (SUB, {"fact": "event.metadata.size", "operator": ">", "constant": "big"}, Kind.UNFIT),
    (SUB, {"fact": "event.metadata.size", "operator": "before", "constant": "10"}, Kind.UNFIT),
    (("scheduling",), None, Kind.SCHEDULE),
    (("scheduling", "scheduleType"), "Hourly", Kind.SCHEDULE),
    (("scheduling", "scheduleType"), "once", Kind.SCHEDULE),
    (("scheduling", "scheduleType"), "", Kind.SCHEDULE),
    (("scheduling", "scheduleOccurrencesLimit"), 0, Kind.UNFIT),
    (("scheduling", "scheduleOccurrencesLimit"), -1, Kind.UNFIT),
    (("scheduling", "scheduleOccurrencesLimit"), "1", Kind.SHAPE),
    (("scheduling", "startDate"), "", Kind.UNFIT),
    (("scheduling", "endDate"), "soon", Kind.UNFIT),
    (("scheduling", "endDate"), "2020-01-01T00:00:00.000+0000", Kind.UNFIT),
    (("scheduling", "endDate"), "2019-12-31T00:00:00.000+0000", Kind.UNFIT),
    (("scheduling", "every"), [1], Kind.UNFIT),
    (("scheduling", "every"), "1", Kind.SHAPE),
    (("scheduling", "onlyAggregateOnActiveDays"), 0, Kind.SHAPE),
    (("minimumShouldMatch",), 1, Kind.UNFIT),
    (("minimumShouldMatch",), -1, Kind.UNFIT),
    (("minimumShouldMatch",), "0", Kind.SHAPE),
    (("dependantOn",), [{"achievementId": "a", "linkType": "must"}], Kind.UNKNOWN),
    (("dependantOn",), [{"achievementId": "", "linkType": "Must"}], Kind.SHAPE),
    (("dependantOn",), [{"achievementId": "goal", "linkType": "Must"}], Kind.UNFIT),
    (
        ("dependantOn",),
        [{"achievementId": "a", "linkType": link} for link in ("Must", "Must-Not")],
        Kind.UNFIT,
    ),
    (
        ("dependantOn",),
        [{"achievementId": f"a{n}", "linkType": "Must"} for n in range(10_000)],
        Kind.TOO_MANY,
    ),
    (("memberGroups",), "club", Kind.SHAPE),
    (("memberGroups",), [1], Kind.SHAPE),
    (("memberGroups",), [f"g{n}" for n in range(101)], Kind.TOO_MANY),
]
EVERY = [
    ("Daily", [0]),
    ("Daily", [8]),
    ("Daily", [1, 1]),
    ("Daily", [True]),
    ("Weekly", [54]),
    ("Monthly", [0, 13, -1]),
    ("Monthly", [1, 1]),
    ("Monthly", [1] * 10**6),
]


def said(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """The seed's achievement with one part said otherwise."""
    raw = deepcopy(TEN_WINS)
    place: Any = raw
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return raw


def kinds(raw: dict[str, Any]) -> list[Kind]:
    try:
        parse("goal", raw)
    except FaultyDefinition as faulty:
        return [fault.kind for fault in faulty.faults]
    return []


@pytest.mark.parametrize(("path", "value", "kind"), ROWS)
def test_a_fault_has_its_kind(path, value, kind):
    assert set(kinds(said(path, value))) == ({kind} if kind else set())


@pytest.mark.parametrize(("kind", "every"), EVERY)
def test_every_chooses_each_place_of_its_period_once(kind, every):
    raw = said(("scheduling", "scheduleType"), kind)
    raw["scheduling"]["every"] = every

    assert kinds(raw) in ([Kind.UNFIT], [Kind.SHAPE])


def test_all_faults_are_told_at_once_with_their_places():
    raw = said((*RULE, "fact"), "event.counts")
    raw["ruleSets"][0]["conditions"][0]["rules"][0]["operator"] = "=>"
    raw["scheduling"]["scheduleType"] = "Hourly"

    with pytest.raises(FaultyDefinition) as refused:
        parse("goal", raw)

    assert [(fault.path, fault.message) for fault in refused.value.faults] == [
        ("ruleSets[0].conditions[0].rules[0].fact", "Unknown fact [event.counts]."),
        ("ruleSets[0].conditions[0].rules[0].operator", "Unknown operator [=>]."),
        ("scheduling.scheduleType", "Unknown scheduleType [Hourly]."),
    ]


def test_fifty_rules_are_the_most_wherever_they_stand():
    raw = said((*CONDITION, "rules"), TEN_WINS["ruleSets"][0]["conditions"][0]["rules"] * 26)

    assert kinds(raw) == []
    raw["ruleSets"] = [*raw["ruleSets"], *raw["ruleSets"]]
    assert kinds(raw) == [Kind.TOO_MANY]
    with pytest.raises(FaultyDefinition) as refused:
        parse("goal", raw)
    assert refused.value.fields == {"ruleSets": "There are at most 50 rules in an achievement."}


def test_what_is_left_out_has_its_default():
    raw = deepcopy(TEN_WINS)
    del raw["ruleSets"][0]["action"], raw["ruleSets"][0]["priority"]
    for name in ("dependantOn", "minimumShouldMatch", "memberGroups"):
        del raw[name]
    for name in ("every", "scheduleOccurrencesLimit", "onlyAggregateOnActiveDays"):
        del raw["scheduling"][name]

    assert parse("goal", raw) == parse("goal", TEN_WINS)


def test_a_surprising_class_is_never_looked_up():
    assert parse("goal", said(("jsonClass",), "java.lang.Runtime")) == parse("goal", TEN_WINS)


anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.decimals(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
PATHS = sorted({path for path, _, _ in ROWS}, key=str)


@given(path=st.sampled_from(PATHS), value=anything)
def test_whatever_is_said_is_read_or_refused_by_its_faults(path, value):
    try:
        assert isinstance(parse("goal", said(path, value)), Definition)
    except FaultyDefinition as faulty:
        assert all(fault.message and fault.path for fault in faulty.faults)
