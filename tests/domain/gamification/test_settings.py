"""What a tenant may set for its game, and what each setting makes of a badge or an achievement."""

from decimal import Decimal
from typing import Any

import pytest

from chalicelib.domain.gamification.badges import BY_NAME
from chalicelib.domain.gamification.settings import Gamification
from chalicelib.domain.refusals import Invalid

MOST = Decimal("999999999.999999")
SELLER, HELPER = BY_NAME["the_seller"], BY_NAME["the_helper"]


def many(number: int) -> dict[str, Decimal]:
    return {f"name {each}": Decimal(1) for each in range(number)}


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"action_points": {"sale": MOST, "email.sent": -MOST}},
        {"action_points": many(50), "achievement_points": many(500)},
        {"action_points": {"n" * 200: Decimal(1)}, "achievement_points": {"n": Decimal(1)}},
        {"badge_points": {"the_seller": Decimal("0.5")}, "badge_default": MOST},
        {"achievement_default": Decimal(0), "hidden": "initials"},
        {"badges": {"the_seller": "A" * 20, "the_helper": "B" * 20}},
    ],
)
def test_what_fits_is_kept(given: dict[str, Any]) -> None:
    Gamification(**given).check()


POINTS = "expected less than 10^9, 6 decimals"
NAMES = "names of 1 to 200 characters are expected"


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({"action_points": {"sale": Decimal(10**9)}}, {"action_points.sale": POINTS}),
        ({"badge_points": {"the_seller": Decimal("0.0000001")}}, {"badge_points.the_seller": POINTS}),
        ({"achievement_points": {"a": Decimal("NaN")}}, {"achievement_points.a": POINTS}),
        ({"badge_default": Decimal(10**9)}, {"badge_default": POINTS}),
        ({"achievement_default": Decimal(-(10**9))}, {"achievement_default": POINTS}),
        ({"action_points": many(51)}, {"action_points": "at most 50"}),
        ({"achievement_points": many(501)}, {"achievement_points": "at most 500"}),
        ({"action_points": {"": Decimal(1)}}, {"action_points": NAMES}),
        ({"achievement_points": {"a": Decimal(1), "n" * 201: Decimal(1)}}, {"achievement_points": NAMES}),
        ({"badge_points": {"the_buyer": Decimal(1)}}, {"badge_points.the_buyer": "no such badge"}),
        ({"badges": {"the_buyer": "A"}}, {"badges.the_buyer": "no such badge"}),
        (
            {"badges": {"the_seller": "A", "the_helper": "A"}},
            {"badges": "an achievement earns one badge"},
        ),
        ({"hidden": "show"}, {"hidden": "hide or initials"}),
        (
            {"hidden": "", "badge_default": Decimal(10**9)},
            {"hidden": "hide or initials", "badge_default": POINTS},
        ),
    ],
)
def test_each_fault_is_named_by_its_place(given: dict[str, Any], fields: dict[str, str]) -> None:
    with pytest.raises(Invalid, match=r"^These settings cannot be kept\.$") as refused:
        Gamification(**given).check()

    assert refused.value.fields == fields


def test_of_a_name_that_is_too_long_only_the_beginning_is_said_back() -> None:
    with pytest.raises(Invalid) as refused:
        Gamification(action_points={"n" * 1000: Decimal(10**9)}).check()

    assert [len(path) for path in refused.value.fields] == [200, len("action_points")]


def test_an_achievement_of_the_tenants_own_earns_the_badge_that_it_stands_in_for() -> None:
    game = Gamification(badges={"the_seller": "A" * 20})

    assert game.badge_earned_by("A" * 20) is SELLER
    assert game.badge_earned_by("badge:the_helper") is HELPER
    assert game.badge_earned_by("B" * 20) is None


def test_a_badge_is_worth_its_own_points_or_else_those_of_any() -> None:
    game = Gamification(badge_points={"the_seller": Decimal(7)}, badge_default=Decimal(2))

    assert (game.worth_of_badge(SELLER), game.worth_of_badge(HELPER)) == (7, 2)
    assert Gamification().worth_of_badge(SELLER) == 0


def test_an_achievement_is_worth_its_own_points_or_else_those_of_any_and_built_in_rules_are_none() -> None:
    game = Gamification(achievement_points={"a": Decimal(7)}, achievement_default=Decimal(2))

    assert [game.worth_of_achievement(uid) for uid in ("a", "b", "badge:the_seller")] == [7, 2, 0]
    assert Gamification().worth_of_achievement("a") == 0
