"""Cases that other systems test or document, as far as they speak of what we do (shared cases, P…)."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.rules.anew import recount

from .making import ANYONE, NOON, after, definition, event, one_by_one, rule, several, sub, subs, wins

START = datetime(2026, 1, 1, tzinfo=UTC)


def at(second: int) -> datetime:
    return START + timedelta(seconds=second)


def high(*scores: tuple[str, int, int]):
    """Who did what when: at least one event of 50 or more."""
    return [event(f"{who}{second}", "score", at(second), str(score)) for who, second, score in scores]


CHALLENGE = definition(
    rule("event.count", ">=", 1, subs(sub("event.source.value", ">=", 50))),
    schedule={"startDate": at(100).isoformat(), "endDate": at(200).isoformat()},
)


@pytest.mark.parametrize(
    ("score", "winner"),
    [(("u1", 50, 57), False), (("u2", 105, 83), True), (("u4", 155, 75), True), (("u5", 200, 75), False)],
)
def test_p201_what_happened_before_the_start_does_not_count(score, winner):
    assert bool(after(high(score), CHALLENGE).issues) is winner


def test_p245_nine_comments_are_not_ten():
    assert (
        after(several(9, "comment"), definition(rule("event.count", ">=", 10), action="comment")).issues == ()
    )


def test_p233_approved_three_times_it_is_earned_once():
    approved = [event(f"click{number}", "approve") for number in range(3)]

    assert len(one_by_one(approved, definition(rule("event.count", ">=", 1), action="approve"))[1]) == 1


@pytest.mark.parametrize("member", range(5))
def test_p239_who_had_both_before_it_was_live_has_it_then(member):
    needs = [{"achievementId": uid, "linkType": "Must"} for uid in "ab"]
    one = definition(wins(1), uid="c", dependantOn=needs)
    standing = type(ANYONE)(frozenset("ab"))

    outcome = recount({}, one, several(1, name=f"m{member}"), (), standing, NOON)

    assert [issue.key for issue in outcome.issues] == ["1"]


def test_p241_who_has_thirty_pictures_gets_the_badge_for_the_25th():
    pictures = definition(rule("event.count", ">=", 25), action="picture")

    [issue] = recount({}, pictures, several(30, "picture"), (), ANYONE, NOON).issues

    assert issue.event == "e25"


def test_p237_what_was_given_is_never_taken_back():
    """P247 clashes: there the badge goes when its condition is no longer met."""
    most_two = definition(wins(2, "<="))

    progress, issues = one_by_one(several(9), most_two)

    assert [issue.event for issue in issues] == ["e1"]
    assert progress["goal"]["n"] == 1
