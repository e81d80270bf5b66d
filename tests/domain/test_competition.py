"""An achievement by rules: a draft that is edited, then live and frozen, and what is said of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.domain.activity import Arrived
from chalicelib.domain.competition import (
    DEFAULTS,
    FIELDS,
    LONGEST_BRIEF,
    MOST_SAID,
    CompetitionAchievement,
    Named,
    Proposal,
    Texts,
    in_order,
    shown,
)
from chalicelib.domain.live import MOST_TOKENS, live
from chalicelib.domain.refusals import Invalid, Locked
from chalicelib.domain.rules.model import ActivityEvent
from chalicelib.domain.rules.tokens import digest

from .awards import a_reward
from .rules.making import body, rule, rule_set, sub, subs, when, wins

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=1)
UID = "SrgnQW4Bl-kxmqaGhevd"
LINKS = [{"achievementId": uid, "linkType": "Must"} for uid in ("p1", "p2", "p1")]
TEXTS = Texts(
    "Ten wins",
    "Win ten times",
    {"de": [{"fieldName": "name", "text": "Zehn Siege"}, {"fieldName": "slogan", "text": "Los!"}]},
)


def a_definition(**said: Any) -> dict[str, Any]:
    rules = body(rule_set(when(wins(10)), action="sale"))
    return {**DEFAULTS, **rules, "icon": "star", "achievementLiveStatus": "Draft", **said}


def a_proposal(texts: Texts = TEXTS, **said: Any) -> Proposal:
    return Proposal(a_definition(**said), texts, (a_reward(), a_reward("2", reward_type="other")))


def an_achievement(**said: Any) -> CompetitionAchievement:
    return a_proposal(**said).define(UID, ("r1", "r2"), at=NOON)


def test_a_draft_is_defined_as_it_was_said() -> None:
    defined = an_achievement(dependantOn=LINKS, initialState=Decimal("1.50"))

    assert defined == CompetitionAchievement(
        uid=UID,
        created=NOON,
        last_updated=NOON,
        brief="Ten wins",
        said=defined.said,
        icon="star",
        status="Draft",
        rewards=("r1", "r2"),
        prerequisites=("p1", "p2"),
    )
    assert defined.definition == a_definition(dependantOn=LINKS, initialState=Decimal("1.50"))


def test_live_it_counts_from_now_on() -> None:
    defined = an_achievement(achievementLiveStatus="Live")

    assert (defined.status, defined.live_since) == ("Live", NOON)


@pytest.mark.parametrize(
    ("status", "deprecated", "issued", "editable"),
    [
        ("Draft", False, False, True),
        ("Draft", True, False, False),
        ("Live", False, True, False),
        ("Live", True, False, False),
        ("Archived", False, False, True),
    ],
)
def test_only_a_draft_is_edited_and_only_what_is_live_is_issued(
    status: str, deprecated: bool, issued: bool, editable: bool
) -> None:
    achievement = an_achievement(achievementLiveStatus=status, deprecated=deprecated)

    assert achievement.is_issued is issued
    if editable:
        achievement.check_editable()
    else:
        with pytest.raises(Locked, match=r"^Only achievements that are in Draft status can be edited!$"):
            achievement.check_editable()


def test_it_names_what_must_exist() -> None:
    named = a_proposal(dependantOn=LINKS).named

    assert named == Named("star", ("0ne5jGYB36Z7kpQy5AT9", "other"), ("p1", "p2"))


def test_a_definition_may_be_as_large_as_said_in_bytes_and_no_larger() -> None:
    taken = len(an_achievement(category=[""]).said.encode())
    room = MOST_SAID - taken

    assert len(an_achievement(category=["x" * room]).said) == MOST_SAID
    for too_much in ("x" * (room + 1), "ü" * (room // 2 + 1)):
        with pytest.raises(Invalid, match="larger than 60000 bytes"):
            an_achievement(category=[too_much])


def test_of_a_long_name_mails_and_lists_have_the_beginning() -> None:
    defined = a_proposal(Texts("n" * 10_000)).define(UID, (), at=NOON)

    assert defined.brief == "n" * LONGEST_BRIEF


@pytest.mark.parametrize(
    ("language", "name"), [("de", "Zehn Siege"), ("fr", "Ten wins"), (None, "Ten wins"), ("", "Ten wins")]
)
def test_its_texts_are_translated_as_far_as_there_is_a_translation(language: str | None, name: str) -> None:
    assert TEXTS.among(language) == {"name": name, "description": "Win ten times"}


def test_the_fields_come_in_the_seeds_order_and_unknown_ones_last() -> None:
    said = {"own": 1, "id": 2, "jsonClass": 3, "ruleSets": 4}

    assert list(in_order(said).items()) == [("jsonClass", 3), ("ruleSets", 4), ("id", 2), ("own", 1)]
    assert len(set(FIELDS)) == len(FIELDS)


def test_the_whole_definition_is_shown_with_what_the_house_adds() -> None:
    achievement = replace(an_achievement(description="stale"), deprecated=True)

    told = shown(achievement, TEXTS, "today")

    assert told == a_definition() | {
        "name": "Ten wins",
        "description": "Win ten times",
        "translations": TEXTS.translations,
        "created": "today",
        "id": UID,
        "deprecated": True,
    }
    assert list(told) == [name for name in FIELDS if name in told]
    assert "description" not in shown(an_achievement(), Texts("x"), "today")


def test_the_road_of_events_knows_it_by_its_words_and_since_it_is_live() -> None:
    known = replace(an_achievement(dependantOn=LINKS[:2]), live_since=LATER).lives()

    assert (known.uid, known.name, known.since, known.rewards) == (UID, "Ten wins", LATER, ("r1", "r2"))
    assert known.tokens == known.words == ("sale",)
    assert known.home == digest("sale")
    assert known.prerequisites == ("p1", "p2")
    assert set(known.rules) == {"ruleSets", "scheduling", "dependantOn", "minimumShouldMatch", "memberGroups"}
    assert an_achievement().lives().since == NOON


def test_what_is_not_said_does_not_decide() -> None:
    known = live(UID, "x", {**body(rule_set(when(wins(1)))), "dependantOn": None, "icon": "star"}, since=NOON)

    assert set(known.rules) == {"ruleSets", "scheduling"}
    assert known.prerequisites == () and known.rewards == ()


def any_of(count: int) -> dict[str, Any]:
    words = [sub("event.external.id", "==", f"w{number}") for number in range(count)]
    return body(rule_set(when(rule("event.count", ">=", "1", subs(*words, match="Any")))))


def test_under_too_many_words_it_is_found_under_the_one_that_every_event_has() -> None:
    most, more = (live(UID, "x", any_of(MOST_TOKENS + further), since=NOON) for further in (0, 1))

    assert more.home == f"A#{UID}"
    assert most.words == most.tokens == tuple(f"w{number}" for number in range(MOST_TOKENS))
    assert more.words == ("*",) and len(more.tokens) == MOST_TOKENS + 1
    assert replace(most, tokens=()).words == ("*",)


@pytest.mark.parametrize(
    ("received", "seen", "counts"),
    [(NOON, 2, True), (NOON, 3, True), (NOON, 1, False), (LATER, 0, True), (NOON - timedelta(1), 9, False)],
)
def test_it_counts_what_arrives_once_it_is_live(received: datetime, seen: int, counts: bool) -> None:
    known = replace(an_achievement().lives(), version=2)
    arrived = Arrived("c", ActivityEvent("e", NOON, "sale"), received, "r", seen)

    assert known.counts(arrived) is counts


def test_its_periods_are_those_of_its_zone() -> None:
    known = an_achievement().lives()

    assert known.definition.id == UID and known.definition.scheduling.zone == "UTC"
    assert replace(known, zone="Europe/London").definition.scheduling.zone == "Europe/London"
