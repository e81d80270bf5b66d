"""What earns badges and points, once each, and that reaching a level is told (C18, G1)."""

from datetime import timedelta
from decimal import Decimal

import pytest

from chalicelib.actions import game_settings, levels, points
from chalicelib.domain.refusals import Invalid
from tests.asking import Club
from tests.awarding import given, table_of
from tests.gaming import had, issue, ledger, live, play, told
from tests.secretary import Secretary

SELLER, SELLERS_RULES = "the_seller", "badge:the_seller"
HOUR = timedelta(hours=1)


@pytest.fixture
def club(office: Secretary) -> Club:
    return office.club


@pytest.fixture
def ada(club: Club) -> str:
    return str(club.person(email="ada@example.org")["uid"])


def hand(club: Club, contact: str, amount: float) -> None:
    club.made(f"person/{contact}/points/", {"points": amount, "reason": "helped"})


def test_built_in_rules_earn_their_badge_as_of_the_issues_own_time(club: Club, ada: str) -> None:
    earned = club.house.clock.now() - HOUR
    issue(club, ada, SELLERS_RULES, at=earned)

    club.house.settle()

    assert had(club, ada) == {SELLER: earned}
    (data,) = told(club, "new_badge")
    assert (data["badge"], data["badge_id"], data["badge_name"]) == (SELLER, 7, "The seller")
    assert data["achieved_date"] == earned.isoformat() and data["contact_name"] == "Ada Berger"
    assert ledger(club, ada) == [], "nothing gives points before the tenant says so"


def test_a_badge_and_its_points_are_given_once_however_often_it_is_earned(club: Club, ada: str) -> None:
    own = live(club)
    play(club, badges={SELLER: own}, badge_points={SELLER: Decimal("2.5")})
    for key in ("1", "2"):
        issue(club, ada, own, key)
        club.house.settle()
    issue(club, ada, SELLERS_RULES)
    club.house.settle()

    assert list(had(club, ada)) == [SELLER]
    assert ledger(club, ada) == [(2.5, "The seller")]
    assert [data["points"] for data in told(club, "new_badge")] == ["2.5"]


def test_issues_followed_in_the_wrong_order_date_the_badge_as_the_first(club: Club, ada: str) -> None:
    """C18."""
    own, now = live(club), club.house.clock.now()
    play(club, badges={SELLER: own}, badge_default=Decimal(1))
    for key, at in (("2", now - HOUR), ("1", now - 2 * HOUR), ("3", now)):
        issue(club, ada, own, key, at)
        club.house.settle()

    assert had(club, ada) == {SELLER: now - 2 * HOUR}
    assert ledger(club, ada) == [(1, "The seller")]
    assert len(told(club, "new_badge")) == 1


def test_an_achievement_of_the_tenants_own_gives_its_points_each_time(club: Club, ada: str) -> None:
    own, other = live(club), live(club)
    play(club, achievement_points={own: Decimal("0.5")}, achievement_default=Decimal(3))
    for achievement, key in ((own, "1"), (own, "2"), (other, "1")):
        issue(club, ada, achievement, key)
        club.house.settle()

    assert [amount for amount, _ in ledger(club, ada)] == [0.5, 0.5, 3]


def test_built_in_rules_are_no_achievement_that_gives_points(club: Club, ada: str) -> None:
    play(club, achievement_default=Decimal(3), badge_points={SELLER: Decimal(2)})
    issue(club, ada, SELLERS_RULES)

    club.house.settle()

    assert ledger(club, ada) == [(2, "The seller")]


def test_a_badge_and_its_achievement_give_their_points_together(club: Club, ada: str) -> None:
    own = live(club)
    play(club, badges={SELLER: own}, badge_default=Decimal(3), achievement_default=Decimal(1))
    issue(club, ada, own)

    club.house.settle()

    assert ledger(club, ada) == [(3, "The seller"), (1, "Ten wins")]
    assert [data["level"] for data in told(club, "new_level")] == ["level_8"]


@pytest.mark.parametrize(
    ("of_the_type", "set_for_it", "default", "worth"),
    [(12.5, None, 1, 12.5), (12.5, 3, 1, 3), (12.5, 0, 1, None), (None, None, 1, 1), (0, None, 1, None)],
)
def test_a_finished_achievement_gives_the_points_of_its_type_once(
    club: Club, of_the_type: float | None, set_for_it: int | None, default: int, worth: float | None
) -> None:
    kind = club.type(points=of_the_type)
    own = {} if set_for_it is None else {kind["uid"]: Decimal(set_for_it)}
    play(club, achievement_points=own, achievement_default=Decimal(default))
    ada = club.person()
    uid = club.finished(kind=kind, contact=ada)["uid"]
    club.house.settle()

    club.done(f"achievement/{uid}/reopen/")
    club.done(f"achievement/{uid}/finish/")
    club.house.settle()

    assert ledger(club, ada["uid"]) == ([] if worth is None else [(worth, "Badge 3")])


def test_each_level_is_told_once_and_spending_takes_none_away(club: Club, ada: str) -> None:
    for amount in (5, 0.5, -5, 7.3125, -1, 1):
        hand(club, ada, amount)
    club.house.settle()

    found = told(club, "new_level")
    assert sorted((data["level"], data["points"], data["passed"][0]) for data in found) == [
        ("level_8", "5", "level_1"),
        ("level_9", "7.8125", "level_9"),
    ]
    shown = levels.level_of(table_of(club), ada)
    assert (shown.points, shown.level.name, shown.progress_pct) == (Decimal("7.8125"), "level_9", 50)
    assert club.mails() == [], "by default the game sends no mail"


def test_an_award_of_points_reaches_a_level_too(club: Club, ada: str) -> None:
    given(club, ada)

    club.house.settle()

    (data,) = told(club, "new_level")
    assert (data["level"], data["next_level"], data["next_threshold"]) == ("level_8", "level_9", "7.8125")
    assert (data["contact_name"], data["contact_resource"]) == ("Ada Berger", "person")


def test_a_balance_that_was_rebuilt_tells_no_level_again(club: Club, ada: str) -> None:
    hand(club, ada, 5)
    table = table_of(club)
    spoilt = points.balance(table, ada)
    client = club.house.engine.client("dynamodb")
    client.delete_item(
        TableName=club.house.settings.table, Key={"pk": {"S": f"example#P#{ada}"}, "sk": {"S": "PT"}}
    )
    points.rebuild(table, ada)
    assert points.balance(table, ada) == spoilt
    client.delete_item(
        TableName=club.house.settings.table, Key={"pk": {"S": f"example#P#{ada}"}, "sk": {"S": "PT"}}
    )

    hand(club, ada, 5)

    assert [data["points"] for data in told(club, "new_level")] == ["5"]


@pytest.mark.parametrize("event", ["new_level", "new_badge", "achievement_issued"])
def test_a_tenant_may_have_a_mail_sent(club: Club, event: str) -> None:
    mail = {"action": "send-templated-email", "template": event}
    club.done("triggers/", {event: [mail]})
    ada = club.person(email="ada@example.org")["uid"]
    hand(club, ada, 5 if event == "new_level" else -5)
    issue(club, ada, SELLERS_RULES)

    club.house.settle()

    assert club.mails() == [("ada@example.org", SUBJECTS[event])]


SUBJECTS = {
    "new_level": "Ada Berger has reached Level 8",
    "new_badge": "Ada Berger has earned the badge The seller",
    "achievement_issued": "Ada Berger has earned Ten wins",
}


def test_the_settings_are_kept_as_they_were_said(club: Club) -> None:
    own = live(club)
    wanted = play(
        club,
        action_points={"sale": Decimal("0.1"), "email.sent": Decimal(-1)},
        badge_points={SELLER: Decimal(5)},
        badge_default=Decimal("2.5"),
        achievement_points={own: Decimal(7)},
        achievement_default=Decimal(1),
        badges={SELLER: own},
        hidden="initials",
    )

    assert game_settings.get(table_of(club)) == wanted
    assert play(club) == game_settings.get(table_of(club))


def test_what_can_never_hold_is_refused_by_field(club: Club) -> None:
    own = live(club)
    cases = {
        "action_points.sale": {"action_points": {"sale": Decimal("0.0000001")}},
        "action_points": {"action_points": {str(n): Decimal(1) for n in range(51)}},
        "badge_points.the_buyer": {"badge_points": {"the_buyer": Decimal(1)}},
        "badge_default": {"badge_default": Decimal(10**9)},
        "badges.the_seller": {"badges": {SELLER: "A" * 20}},
        "badges": {"badges": {SELLER: own, "the_helper": own}},
        "hidden": {"hidden": "show"},
    }

    for field, wanted in cases.items():
        with pytest.raises(Invalid) as refused:
            play(club, **wanted)
        assert list(refused.value.fields) == [field]


def test_an_archived_achievement_earns_no_badge_any_more(club: Club) -> None:
    own = live(club)
    club.ask("DELETE", f"/api/example/achievements/{own}")

    with pytest.raises(Invalid):
        play(club, badges={SELLER: own})
