"""Sales and mails add up on the road of events: once each, in the tenant's calendar, in the same single write."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.actions import evaluating
from chalicelib.domain.activity import Arrived, activity_uid
from chalicelib.domain.gamification.badges import PREFIX
from chalicelib.domain.rules.model import ActivityEvent
from chalicelib.store.codec import encode_item
from sandbox.meter import Usage
from sandbox.sizes import item_size
from tests.api import playing
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
