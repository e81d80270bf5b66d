"""Two operations on the same membership or booking at once, in every order of their AWS calls (M1, M2, M7)."""

from collections import Counter
from typing import Any

from chalicelib.listeners import due
from chalicelib.store import keys
from tests.faults import memberships, money
from tests.faults.pairing import Pair, asks, statuses, unharmed
from tests.faults.schedules import Played
from tests.faults.stage import Item, Stage

MEMBER = "member/{uid}/"
RENEW, CANCEL, ACTIVATE = (asks("POST", f"{MEMBER}{verb}/") for verb in ("renew", "cancel", "activate"))


def living(items: list[Item], sk: str) -> list[Item]:
    return [item for item in items if item["sk"] == sk and "deleted" not in item]


def tickets(items: list[Item]) -> list[Item]:
    return [item for item in items if item["sk"].startswith("T#")]


def told(items: list[Item], name: str) -> int:
    return sum(item["sk"] == "EV" and item["name"] == name for item in items)


def one_period_more(items: list[Item]) -> None:
    assert len(living(items, "M")) == 2
    assert told(items, "renewal_confirmation") == 1


def one_renews(played: Played, items: list[Item]) -> None:
    statuses((201, 409), (409, 201))(played, items)
    one_period_more(items)


def somebody_or_the_clock_renews(played: Played, items: list[Item]) -> None:
    assert played.results["A"] in (201, 409) and played.results["B"] is True, played.results
    one_period_more(items)


def the_clock_renews_once(played: Played, items: list[Item]) -> None:
    unharmed(played, items)
    one_period_more(items)


def renewed_and_not_written_to(played: Played, items: list[Item]) -> None:
    """A membership goes on though its contact was removed; of what it tells then nothing is mailed."""
    assert (played.results["A"], played.results["B"]) in ((204, 201), (204, True)), played.results
    one_period_more(items)
    assert Counter(item["state"] for item in items if item["sk"] == "O")["sent"] == 1  # the welcome, before


def all_is_cancelled(played: Played, items: list[Item]) -> None:
    """Renewed before it was cancelled, the renewal goes with it; cancelled before, there is none."""
    statuses((200, 201), (200, 409))(played, items)
    kept = living(items, "M")
    assert {item["membership"]["decided"] for item in kept} == {"cancelled"}
    assert len(kept) == (2 if played.results["B"] == 201 else 1)
    assert told(items, "cancelled_membership") == 1


def cancelled_in_the_end(played: Played, items: list[Item]) -> None:
    statuses((200, 200), (200, 409))(played, items)
    assert [item["membership"]["decided"] for item in living(items, "M")] == ["cancelled"]
    assert told(items, "new_membership") == (played.results["B"] == 200)


def active_once(played: Played, items: list[Item]) -> None:
    statuses((200, 409), (409, 200))(played, items)
    assert told(items, "new_membership") == 1


def linked_once(played: Played, items: list[Item]) -> None:
    statuses((201, 409), (409, 201))(played, items)
    assert len(living(items, "M")[0]["membership"]["linked"]) == 1


def each_ticket_is_moved_by_one(played: Played, items: list[Item]) -> None:
    a, b = played.results["A"], played.results["B"]
    assert sorted(a + b) == sorted(item["uid"] for item in tickets(items)), played.results
    assert {item["date"] for item in tickets(items)} == {living(items, "B")[0]["start_date"]}


def all_tickets_agree(played: Played, items: list[Item]) -> None:
    """They stand where the booking began when they were moved, be it before or after it was changed."""
    assert len(played.results["A"]) == 2 and played.results["B"] == 200, played.results
    [day] = {item["date"][:10] for item in tickets(items)}
    assert day in ("2026-12-08", "2026-12-15")


def links(stage: Stage) -> int:
    said = {"contact": stage.notes["friend"]}
    return stage.club.ask("POST", f"member/{stage.notes['uid']}/link/", said).status


def renews_by_clock(stage: Stage) -> bool:
    return due.do(stage.house.wired, keys.membership(stage.club.tenant, stage.notes["uid"]))


def rebases(stage: Stage) -> list[str]:
    """The tickets that this call says it moved."""
    reply = stage.club.ask("PUT", f"booking/{stage.notes['booking_uid']}/ticket_rebase/")
    assert reply.status == 200, reply.body
    return [change["uri"].split("/")[3] for change in reply.json["ticket_changes"]]


def its_day_has_come(stage: Stage) -> None:
    """It renews by itself as of now, and nobody has seen to it yet."""
    memberships.active(stage, money.LAST_DAY)
    stage.club.done(f"member/{stage.notes['uid']}/", {"auto_renew": True})
    stage.wait(hours=13)


def two_tickets(stage: Stage) -> None:
    memberships.a_ticket(stage)
    said: Any = {"booking": stage.notes["booking"], "date": "2026-12-02", "name": "Ada"}
    stage.club.made("ticket/", said)
    stage.club.done(f"booking/{stage.notes['booking_uid']}/", {"start_date": "2026-12-08"})


REMOVE = asks("DELETE", "person/{payer}/")
MOVE = asks("PUT", "booking/{booking_uid}/", {"start_date": "2026-12-15"})
PENDING = money.a_membership(2)

PAIRS = (
    Pair("renew / renew", money.ended_soon, RENEW, RENEW, one_renews),
    Pair("renew / the clock", its_day_has_come, RENEW, renews_by_clock, somebody_or_the_clock_renews),
    Pair("the clock / the clock", its_day_has_come, renews_by_clock, renews_by_clock, the_clock_renews_once),
    Pair("remove the contact / renew", money.ended_soon, REMOVE, RENEW, renewed_and_not_written_to),
    Pair(
        "remove the contact / the clock",
        its_day_has_come,
        REMOVE,
        renews_by_clock,
        renewed_and_not_written_to,
        slow=True,
    ),
    Pair("cancel / renew", money.ended_soon, CANCEL, RENEW, all_is_cancelled),
    Pair("cancel / activate", PENDING, CANCEL, ACTIVATE, cancelled_in_the_end),
    Pair("activate / activate", PENDING, ACTIVATE, ACTIVATE, active_once),
    Pair("link / link", memberships.with_a_friend, links, links, linked_once),
    Pair("rebase / rebase", two_tickets, rebases, rebases, each_ticket_is_moved_by_one),
    Pair("rebase / move the booking", two_tickets, rebases, MOVE, all_tickets_agree),
)
