"""Cases told as activity events: 5 of 8, whatever the order; what is on no path is set aside and counted later."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from chalicelib.actions import points
from tests.api import playing
from tests.api.test_budgets import AUTHENTICATION
from tests.api.test_event_costs import an_hour_later, spent
from tests.competing import Arena
from tests.scoring import NOWHERE, Office, done, five_of_eight


def aside(arena: Arena) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = arena.club.got("/api/example/events/quarantine")["data"]
    return found


@pytest.mark.parametrize("seed", range(3))
def test_five_of_eight_told_one_by_one_in_any_order_and_twice_are_sixty_two_and_a_half(
    arena: Arena, desk: Office, seed: int
) -> None:
    events = five_of_eight(desk) * 2
    Random(seed).shuffle(events)

    for event in events:
        arena.told(event)
    arena.house.settle()

    assert desk.rates() == dict.fromkeys(("all", "2026-11-21", "2026-W47", "2026-11"), 6250)
    assert aside(arena) == []


def test_five_of_eight_told_in_one_batch_with_duplicates_are_the_same(arena: Arena, desk: Office) -> None:
    arena.told(*reversed(five_of_eight(desk) * 2))
    arena.house.settle()

    assert desk.rates()["all"] == 6250


def test_a_case_without_a_reference_told_twice_is_one_case(arena: Arena, desk: Office) -> None:
    """Each is an event of its own, and stored twice: the case has a name, and is one."""
    arena.told(desk.opened("a"))
    arena.told(desk.opened("a"))
    arena.told(desk.reached("a"), desk.reached("a"))
    arena.house.settle()

    assert desk.rates()["all"] == 10_000
    item = desk.item()
    assert item is not None and item["o"]["n"] == 1


def test_a_hundred_cases_at_once_are_a_few_transactions(arena: Arena, desk: Office) -> None:
    arena.told(done("visit", 1))
    events = [desk.opened(f"case {number}") for number in range(100)]
    arena.told(*events)

    usage = spent(arena, arena.house.settle, "stream")

    assert desk.rates()["all"] == 0
    assert usage.by_call["TransactWriteItems"] <= 3 * 11, usage.by_call


def test_the_cases_of_another_contact_and_of_another_path_are_their_own(arena: Arena, desk: Office) -> None:
    other = Office(arena)

    arena.told(desk.opened("a"), desk.opened("a", reference="bob"), other.opened("a"), other.reached("a"))
    arena.house.settle()

    assert (desk.rates()["all"], desk.rates(reference="bob")["all"], other.rates()["all"]) == (0, 0, 10_000)


def test_a_case_on_no_path_is_accepted_and_set_aside_with_its_reason(arena: Arena, desk: Office) -> None:
    event = desk.opened("a")
    event["metadata"]["relations_path_id"] = NOWHERE

    [fate] = arena.told(event)

    assert fate["status"] == "accepted"
    assert [one["reason"] for one in aside(arena)] == ["Invalid: There is no such relations path."]


FAULTS: list[Callable[[dict[str, Any]], object]] = [
    lambda said: said.pop("case_id"),
    lambda said: said.pop("relations_path_id"),
    lambda said: said.pop("milestone_id"),
    lambda said: said.update(relations_path_id="../../etc/passwd"),
    lambda said: said.update(milestone_id=NOWHERE),
    lambda said: said.update(case_id=""),
]


@pytest.mark.parametrize("spoil", FAULTS)
def test_one_faulty_event_keeps_no_other_of_its_batch_waiting(
    arena: Arena, desk: Office, spoil: Callable[[dict[str, Any]], object]
) -> None:
    faulty = desk.reached("b")
    spoil(faulty["metadata"])

    arena.told(desk.opened("a"), faulty, desk.reached("a"))
    arena.house.settle()

    assert desk.rates()["all"] == 10_000
    assert len(aside(arena)) == 1


def test_a_milestone_of_another_path_stays_set_aside_however_often_it_is_replayed(
    arena: Arena, desk: Office
) -> None:
    event = desk.reached("a")
    event["metadata"]["milestone_id"] = Office(arena).milestones[0]
    arena.told(event)
    [one] = aside(arena)

    reply = arena.club.ask("POST", f"/api/example/events/quarantine/{one['id']}/replay")

    assert reply.json["data"]["state"] == "set_aside"
    assert "Not a milestone of the relations path." in reply.json["data"]["reason"]


def test_a_case_event_counts_for_rules_and_points_as_any_other(arena: Arena, desk: Office) -> None:
    arena.club.done(f"{playing.BASE}/settings", {"action_points": {"case.opened": 2}})

    arena.told(desk.opened("a", eventRefId="1"))
    arena.told(desk.opened("a", eventRefId="1"))

    assert points.audit(arena.table, arena.contact("ada")).kept.points == 2


def test_a_card_is_due_for_its_boards_where_a_rank_stands_on_the_path(arena: Arena) -> None:
    plain, ranked = Office(arena), Office(arena, ranked=True)

    arena.told(plain.opened("a"))
    arena.told(ranked.opened("a"))

    assert "b" not in (plain.item() or {}) and "b" in (ranked.item() or {})


def test_what_a_case_costs(arena: Arena, desk: Office) -> None:
    """The event 1; in one transaction the case 2 and the card 2."""
    arena.told(desk.opened("a"))
    an_hour_later(arena)

    opened = spent(arena, lambda: arena.told(desk.opened("b", eventRefId="1")))
    again = spent(arena, lambda: arena.told(desk.opened("b", eventRefId="2")))

    assert (opened.wru, opened.rru - AUTHENTICATION) == (5, 1 + 3 * 0.5), opened
    assert again.wru == 1, again
