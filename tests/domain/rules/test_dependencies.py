"""What must, must not or should have been issued before; what is judged again when it was."""

import pytest

from chalicelib.domain.rules.engine import Standing
from chalicelib.domain.rules.links import circle, in_order

from .making import after, definition, event, one_by_one, several, wins


def link(uid: str, kind: str) -> dict[str, str]:
    return {"achievementId": uid, "linkType": kind}


def waiting(uid: str = "b", count: int = 1, links=(), minimum: int = 0, **rest):
    return definition(wins(count), uid=uid, dependantOn=list(links), minimumShouldMatch=minimum, **rest)


@pytest.mark.parametrize(
    ("links", "minimum", "issued", "expected"),
    [
        ([("a", "Must")], 0, "", False),
        ([("a", "Must")], 0, "a", True),
        ([("a", "Must"), ("c", "Must")], 0, "a", False),
        ([("a", "Must"), ("c", "Must")], 0, "ac", True),
        ([("a", "Must-Not")], 0, "", True),
        ([("a", "Must-Not")], 0, "a", False),
        ([("a", "Must-Not")], 0, "c", True),
        ([("a", "Should"), ("c", "Should"), ("d", "Should")], 0, "", True),
        ([("a", "Should"), ("c", "Should"), ("d", "Should")], 2, "a", False),
        ([("a", "Should"), ("c", "Should"), ("d", "Should")], 2, "ad", True),
        ([("a", "Should"), ("c", "Should")], 2, "ac", True),
        ([("a", "Must"), ("c", "Should"), ("d", "Must-Not")], 1, "ac", True),
        ([("a", "Must"), ("c", "Should"), ("d", "Must-Not")], 1, "acd", False),
        ([("a", "Must"), ("c", "Should"), ("d", "Must-Not")], 1, "c", False),
    ],
)
def test_it_waits_for_its_prerequisites(links, minimum, issued, expected):
    one = waiting(links=[link(*each) for each in links], minimum=minimum)

    outcome = after([event("e1")], one, standing=Standing(frozenset(issued)))

    assert bool(outcome.issues) is expected


def test_counts_go_on_before_the_prerequisites_are_met_and_looking_again_issues():
    one = waiting(count=3, links=[link("a", "Must")])
    blocked = after(several(5), one)

    again = after([], one, progress=blocked.progress, standing=Standing(frozenset({"a"})))

    assert blocked.issues == ()
    assert [(issue.achievement, issue.event) for issue in again.issues] == [("b", None)]


def test_what_waits_for_an_achievement_is_issued_by_the_same_event():
    """`a` comes before `0` though its id does not; a chain of three is one step."""
    first, second = waiting("z", 2), waiting("m", 1, [link("z", "Must")])
    third = definition(wins(1), uid="0", dependantOn=[link("m", "Must")], action="other")

    outcome = after(
        [event("e0", "win"), event("x", "other", event_ref="win"), event("y", "win")], third, second, first
    )

    assert [(issue.achievement, issue.event) for issue in outcome.issues] == [
        ("z", "x"),
        ("m", "x"),
        ("0", "x"),
    ]


def test_a_dependant_that_the_event_does_not_count_for_is_judged_by_it_too():
    first = waiting("a", 2)
    other = definition(wins(1), uid="b", action="other", dependantOn=[link("a", "Must")])

    _, issues = one_by_one([event("e1", "other", event_ref="win"), event("e2"), event("e3")], first, other)

    assert [(issue.achievement, issue.event) for issue in issues] == [("a", "e2"), ("b", "e2")]


def test_of_two_that_one_event_completes_the_must_not_keeps_the_other_back():
    first, other = waiting("z", 1), waiting("a", 1, [link("z", "Must-Not")])

    outcome = after([event("e1")], other, first)

    assert [issue.achievement for issue in outcome.issues] == ["z"]


def test_what_was_issued_before_a_must_not_stays():
    first, other = waiting("z", 2), waiting("a", 1, [link("z", "Must-Not")])

    _, issues = one_by_one(several(3), other, first)

    assert [(issue.achievement, issue.event) for issue in issues] == [("a", "e1"), ("z", "e2")]


@pytest.mark.parametrize(
    ("named", "prerequisites", "expected"),
    [
        (["a"], {}, True),
        (["b"], {}, False),
        (["b"], {"b": ["a"]}, True),
        (["b"], {"b": ["c"], "c": ["d"], "d": ["a"]}, True),
        (["b"], {"b": ["c"], "c": ["b"]}, False),
        (["b", "c"], {"b": ["d"], "c": ["d"], "d": []}, False),
    ],
)
def test_a_circle_is_found_however_long(named, prerequisites, expected):
    assert circle("a", named, prerequisites) is expected


def test_a_long_chain_is_gone_through_once():
    chain = {f"n{number}": [f"n{number + 1}"] * 3 for number in range(10_000)}

    assert not circle("a", ["n0"], chain)


def test_a_circle_that_is_there_all_the_same_is_ordered():
    one, other = waiting("a", links=[link("b", "Must")]), waiting("b", links=[link("a", "Must")])

    assert {each.id for each in in_order([one, other])} == {"a", "b"}
