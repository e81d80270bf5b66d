"""Sales and mails add up on the road of events: once each, in the tenant's calendar, in the same single write."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.actions import evaluating
from chalicelib.actions import points as ledger
from chalicelib.domain.activity import Arrived, activity_uid
from chalicelib.domain.gamification.badges import PREFIX
from chalicelib.domain.points import Balance
from chalicelib.domain.rules.model import ActivityEvent
from chalicelib.store.codec import encode_item
from sandbox.meter import Usage
from sandbox.sizes import item_size
from tests.api import playing
from tests.api.competing import with_achievement
from tests.api.test_budgets import AUTHENTICATION
from tests.api.test_event_costs import an_hour_later, spent
from tests.competing import Arena, counting
from tests.scoring import at, done, progress, sale, sums

DAY, WEEK, MONTH = "2026-11-21", "2026-W47", "2026-11"


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


def test_sales_add_up_by_window(arena: Arena) -> None:
    arena.told(sale(1, 12.5), sale(2, 7), sale(3, 100, transactionTimestamp=at("2026-10-01T12:00:00")))
    arena.house.settle()

    assert sums(arena)["sales"] == {
        "all": Decimal("119.5"),
        DAY: Decimal("19.5"),
        WEEK: Decimal("19.5"),
        MONTH: Decimal("19.5"),
        "2026-W40": 100,
        "2026-10": 100,
    }


def test_the_same_sale_told_again_alone_in_a_batch_and_by_the_stream_is_one_sale(arena: Arena) -> None:
    arena.told(sale(1))
    arena.told(sale(1))
    arena.told(sale(1), sale(2), sale(2))
    arena.house.settle()
    arena.told(sale(2))

    assert sums(arena)["sales"]["all"] == 20


def test_a_sale_without_a_value_is_on_no_board(arena: Arena) -> None:
    arena.told(sale(1, None))

    assert sums(arena) == {}


def test_mails_are_counted_and_another_contact_has_its_own(arena: Arena) -> None:
    arena.told(done("email.sent", 1), done("email.sent", 2), done("email.sent", 1, "bob"))
    arena.house.settle()

    assert sums(arena, "email.sent")["emails"]["all"] == 2
    assert sums(arena, "email.sent", "bob")["emails"]["all"] == 1


def test_a_word_of_another_event_does_not_make_it_a_sale(arena: Arena) -> None:
    """An event of the reference `sale` comes to the same home by a rule on that reference."""
    arena.live("sellers", counting("sale", 3))
    arena.told(sale(1))

    arena.told({"memberRefId": "ada", "action": "visit", "entityRefId": "sale", "sourceValue": 500})

    assert sums(arena)["sales"]["all"] == 10


def test_a_day_is_the_tenants_from_the_moment_the_zone_is_changed(arena: Arena) -> None:
    late = at("2026-11-20T19:00:00")  # half past midnight in Kolkata
    arena.told(sale(1, 1, transactionTimestamp=late))

    arena.club.done("tenant/", {"timezone": "Asia/Kolkata"})
    arena.told(sale(2, 2, transactionTimestamp=late))

    assert sums(arena)["sales"] == {"all": 3, "2026-11-20": 1, "2026-11-21": 2, WEEK: 3, MONTH: 3}


def test_going_live_and_settings_leave_the_zone_as_it_is(arena: Arena) -> None:
    arena.club.done("tenant/", {"timezone": "Asia/Kolkata"})
    arena.live("sellers", counting("sale", 3))
    settings(arena, action_points={"visit": 1})

    arena.told(sale(1, 1, transactionTimestamp=at("2026-11-20T19:00:00")))

    assert "2026-11-21" in sums(arena)["sales"]


def test_a_container_that_remembers_the_old_zone_learns_of_the_new_one_with_the_next_event(
    arena: Arena,
) -> None:
    arena.told(sale(1))
    assert arena.house.wired.rules.zone(arena.table) == "UTC"

    arena.club.done("tenant/", {"timezone": "Asia/Kolkata"})
    arena.told(sale(2))

    assert arena.house.wired.rules.zone(arena.table) == "Asia/Kolkata"


# -- the single write


def lone(arena: Arena, event: dict[str, Any]) -> Usage:
    an_hour_later(arena)
    return spent(arena, lambda: arena.told(event))


def quiet(arena: Arena) -> None:
    """A container that knows the index, a contact that is known, and no badge left to be earned."""
    settings(arena, badges={})
    arena.told(*(sale(-number) for number in range(12)))
    arena.house.settle()
    arena.told(sale(-100))


def test_a_sale_in_a_tenant_with_rules_on_sales_keeps_its_single_progress_write(arena: Arena) -> None:
    """The event 1, the progress 1; the card is due for its boards already."""
    arena.live("sellers", counting("sale", 1_000))
    quiet(arena)

    usage = spent(arena, lambda: arena.told(sale(1)))

    assert usage.by_call == {"GetItem": 1, "BatchGetItem": 2, "PutItem": 2}
    assert (usage.wru, usage.rru - AUTHENTICATION) == (2, 1.5), usage


def test_a_sale_is_counted_by_rules_sums_and_badges_in_one_item(arena: Arena) -> None:
    one = arena.live("sellers", counting("sale", 1_000))
    arena.told(sale(1), sale(2))
    arena.house.settle()

    item = progress(arena)
    assert item is not None
    assert set(item["c"]) >= {"sellers", f"{PREFIX}the_seller"}
    assert (arena.count(one, "ada"), sums(arena)["sales"]["all"], len(bytes(item["m"])) // 8) == (2, 20, 2)


def test_the_card_is_due_for_its_boards_once_until_they_follow(arena: Arena) -> None:
    arena.told(sale(1))
    first = progress(arena)
    an_hour_later(arena)
    arena.house.faults.lose_next = 100

    arena.told(sale(2))

    second = progress(arena)
    assert first and second and second["dsk"] == second["b"] == first["b"]
    assert second["v"] == first["v"] + 1


def test_a_sale_that_adds_nothing_does_not_make_its_card_due(arena: Arena) -> None:
    arena.told(sale(1, None))

    assert "dsk" not in (progress(arena) or {})


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


def test_the_item_of_a_contact_that_sells_every_day_is_mostly_one_write_unit(arena: Arena) -> None:
    """Sums, three badges, a rule of the tenant's and up to 48 marks in one item of about 1 KB."""
    arena.live("sellers", counting("sale", 1_000))
    arena.told(sale(0))
    contact, start, sizes = arena.contact("ada"), arena.house.clock.now(), []
    for day in range(1, 82):
        now = start + timedelta(days=day)
        uid = activity_uid(f"sale {day}")
        event = ActivityEvent(id=uid, at=now, action="sale", value=Decimal("1234.95"), received=now)
        evaluating.count(
            arena.table, arena.house.wired.rules, [Arrived(contact, event, now, "test", 9)], now=now
        )
        item = progress(arena)
        sizes.append(item_size(encode_item(item or {})))

    assert sums(arena)["sales"]["all"] == 10 + 81 * Decimal("1234.95")
    late = sizes[-32:]
    assert max(sizes) <= 1_200 and sum(-(-size // 1024) for size in late) / len(late) <= 1.35, late
