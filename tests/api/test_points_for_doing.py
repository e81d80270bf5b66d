"""Badges by their default rules and points for doing: issued and entered once, as events are counted."""

from typing import Any

import pytest

from chalicelib.actions import points as ledger
from chalicelib.domain.gamification.badges import PREFIX
from chalicelib.domain.points import Balance
from tests.api import playing
from tests.api.competing import with_achievement
from tests.api.test_budgets import AUTHENTICATION
from tests.api.test_event_costs import an_hour_later, spent
from tests.competing import Arena, counting
from tests.scoring import at, done, sale, sums


@pytest.fixture
def arena(office: Any) -> Arena:
    return Arena(office.club)


def settings(arena: Arena, **said: Any) -> None:
    arena.club.done(f"{playing.BASE}/settings", said)


def points(arena: Arena, reference: str = "ada") -> Balance:
    """The balance, which its entries agree with."""
    found = ledger.audit(arena.table, arena.contact(reference))
    assert found.agrees
    return found.kept


def warm(arena: Arena) -> None:
    """A container that knows the whole index, as it stands now."""
    arena.told(done("visit", 99))
    arena.house.wired.rules.found(arena.table, [f"word {number}" for number in range(500)])


# -- badges


def badges(arena: Arena) -> list[str]:
    return sorted(
        item["achievement"]["S"].removeprefix(PREFIX)
        for item in arena.club.items()
        if item["sk"]["S"].startswith(f"W#{PREFIX}")
    )


def test_ten_sales_make_a_seller_once(arena: Arena) -> None:
    for number in range(1, 10):
        arena.told(sale(number, transactionTimestamp=at(f"2026-11-{number:02}T12:00:00")))
    assert badges(arena) == []

    arena.told(sale(10, transactionTimestamp=at("2026-11-10T12:00:00")))
    arena.told(sale(11, transactionTimestamp=at("2026-11-11T12:00:00")))

    assert badges(arena) == ["the_seller"]


def test_an_early_bird_is_early_on_the_tenants_clock(arena: Arena) -> None:
    """Half past one in UTC is seven in Kolkata."""
    early = at("2026-11-18T01:30:00")
    arena.told(*(done("email.sent", number, transactionTimestamp=early) for number in range(5)))
    arena.house.settle()
    assert "the_early_bird" not in badges(arena)

    arena.club.done("tenant/", {"timezone": "Asia/Kolkata"})
    arena.told(*(done("email.sent", number, transactionTimestamp=early) for number in range(5, 10)))
    arena.house.settle()

    assert "the_early_bird" in badges(arena)


def test_a_badge_that_the_tenant_earns_otherwise_is_not_issued_by_its_default_rules(arena: Arena) -> None:
    reply = playing_live(arena)
    settings(arena, badges={"the_seller": reply})

    arena.told(
        *(sale(number, transactionTimestamp=at(f"2026-11-{number:02}T12:00:00")) for number in range(1, 15))
    )
    arena.house.settle()

    assert badges(arena) == []


def playing_live(arena: Arena) -> str:
    body = {**with_achievement(achievementLiveStatus="Live")["achievement"], **counting("other", 1)}
    reply = arena.club.ask("POST", "/api/example/achievements", {"achievement": body, "rewards": []})
    assert reply.status == 200, reply.body
    return str(reply.json["data"]["id"])


# -- points


def test_each_event_of_an_action_gives_its_points_once(arena: Arena) -> None:
    settings(arena, action_points={"visit": 0.5})

    arena.told(done("visit", 1), done("visit", 2), done("visit", 2))
    arena.house.settle()
    arena.told(done("visit", 2))
    arena.told(done("visit", 3))

    assert points(arena).points == 1.5


def test_points_of_a_batch_are_one_entry_in_the_ledger(arena: Arena) -> None:
    settings(arena, action_points={"sale": 2})

    arena.told(*(sale(number) for number in range(4)))
    arena.house.settle()

    found = points(arena)
    assert (found.points, found.entries) == (8, 1), found
    assert sums(arena)["sales"]["all"] == 40


def test_points_are_given_as_they_are_set_when_the_event_is_counted(arena: Arena) -> None:
    arena.told(done("visit", 1))
    settings(arena, action_points={"visit": 3})

    arena.told(done("visit", 2))

    assert points(arena).points == 3


def test_a_level_that_an_event_leads_to_is_told_once(arena: Arena) -> None:
    settings(arena, action_points={"visit": 5})

    arena.told(done("visit", 1))
    arena.told(done("visit", 1))

    told = [item for item in arena.club.items() if item["sk"]["S"] == "EV"]
    assert [item["name"]["S"] for item in told] == ["new_level"]


def test_points_for_an_event_are_its_progress_and_the_ledger_in_one_transaction(arena: Arena) -> None:
    settings(arena, action_points={"visit": 1})
    for number in range(5):
        arena.told(done("visit", number))
    warm(arena)
    an_hour_later(arena)

    usage = spent(arena, lambda: arena.told(done("visit", 9)))

    # the event 1; in one transaction progress 2, entry 2 and its place 1, balance 2
    assert usage.by_call == {"GetItem": 2, "BatchGetItem": 2, "PutItem": 1, "TransactWriteItems": 1}
    assert usage.wru == 1 + 2 + 2 + 1 + 2, usage


def test_an_event_that_matters_to_nothing_is_one_write_though_others_give_points(arena: Arena) -> None:
    settings(arena, action_points={"visit": 1})
    warm(arena)

    usage = spent(arena, lambda: arena.told(done("loss", 1)))

    assert (usage.wru, usage.rru - AUTHENTICATION) == (1, 1), usage


def test_a_day_of_a_badge_is_the_tenants(arena: Arena) -> None:
    """Five sales between 18:00 and 20:00 in UTC lie on two days in Kolkata, whose midnight is 18:30."""
    times = ["18:10", "18:20", "19:00", "19:10", "19:20"]
    events = [sale(n, transactionTimestamp=at(f"2026-11-18T{time}:00")) for n, time in enumerate(times)]
    arena.club.done("tenant/", {"timezone": "Asia/Kolkata"})

    arena.told(*events)
    arena.house.settle()
    assert badges(arena) == []

    arena.told(
        sale(9, transactionTimestamp=at("2026-11-18T20:00:00")),
        sale(10, transactionTimestamp=at("2026-11-19T18:00:00")),
    )
    arena.house.settle()
    assert badges(arena) == ["the_fast_and_furious"]
