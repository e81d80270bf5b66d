"""A poison event is set aside with its reason, is counted once its cause is mended, and blocks nobody."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.activity import activity_uid
from chalicelib.domain.live import LiveAchievement
from chalicelib.store import keys, rule_index
from chalicelib.store.writes import Put
from tests.competing import EVENTS, WINS, Arena, counting, waiting_for, win

ASIDE = f"{EVENTS}/quarantine"


@pytest.fixture
def arena(office: Any) -> Arena:
    return Arena(office.club)


def broken(arena: Arena, one: LiveAchievement) -> None:
    """Its row says what the engine does not know, as one written by a newer version would."""
    _written(arena, replace(one, rules={**one.rules, "scheduling": {"scheduleType": "Hourly"}}))


def mended(arena: Arena, one: LiveAchievement) -> None:
    _written(arena, one)


def _written(arena: Arena, one: LiveAchievement) -> None:
    """As one that was live before any of the events came."""
    earlier = replace(one, since=one.since - timedelta(minutes=1))
    head = rule_index.load_head(arena.table, earlier)
    arena.table.transact(rule_index.live_writes("example", earlier, head))


def aside(arena: Arena, query: str = "") -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = arena.club.got(f"{ASIDE}{query}")["data"]
    return listed


def test_what_cannot_be_counted_is_set_aside_and_the_others_are_counted(arena: Arena) -> None:
    good = arena.live("plays", counting("play", 100))
    broken(arena, arena.live("ten-wins", WINS))

    fates = arena.told(win("ada", 1), {"memberRefId": "ada", "action": "play"}, win("bob", 1))
    arena.house.settle()
    arena.sweep_later()

    assert [fate["status"] for fate in fates] == ["accepted"] * 3
    assert arena.count(good, "ada") == 1
    told = aside(arena)
    assert {one["memberId"] for one in told} == {arena.contact("ada"), arena.contact("bob")}
    assert all("Unknown scheduleType [Hourly]" in one["reason"] for one in told)
    assert [item for item in arena.club.items() if item["sk"]["S"] == "AR"] == []


def test_a_lone_poison_event_is_accepted_and_set_aside(arena: Arena) -> None:
    broken(arena, arena.live("ten-wins", WINS))

    [fate] = arena.told(win("ada", 1))

    [told] = aside(arena)
    assert fate["status"] == "accepted"
    assert (told["eventId"], told["event"]["action"], told["state"]) == (fate["id"], "win", "set_aside")
    assert arena.club.got(f"{ASIDE}/{told['id']}")["data"] == told


def test_replayed_before_it_is_mended_it_stays_set_aside(arena: Arena) -> None:
    broken(arena, arena.live("ten-wins", WINS))
    arena.told(win("ada", 1))
    [told] = aside(arena)

    reply = arena.club.ask("POST", f"{ASIDE}/{told['id']}/replay")

    assert (reply.status, reply.json["data"]["state"]) == (200, "set_aside")


def test_replayed_after_it_is_mended_it_counts_once(arena: Arena) -> None:
    one = arena.live("ten-wins", WINS)
    broken(arena, one)
    arena.told(win("ada", 1))
    [told] = aside(arena)
    mended(arena, one)

    replies = [arena.club.ask("POST", f"{ASIDE}/{told['id']}/replay") for _ in range(2)]
    arena.told(win("ada", 1))
    arena.house.settle()

    assert [reply.json["data"]["state"] for reply in replies] == ["replayed", "replayed"]
    assert arena.count(one, "ada") == 1
    assert (len(aside(arena, "?state=set_aside")), len(aside(arena, "?state=replayed"))) == (0, 1)


def test_a_stored_event_that_is_none_is_set_aside_with_its_reason(arena: Arena) -> None:
    one = arena.live("ten-wins", WINS)
    arena.told(win("ada", 1))
    contact = arena.contact("ada")
    place = keys.activity("example", contact, activity_uid("strange"))
    arena.table.put(Put(place, {"r": "2026-11-21T12:00:00.000000Z", "a": "win", "t": 7}))

    arena.house.settle()

    [told] = aside(arena)
    assert "TypeError" in told["reason"] and told["memberId"] == contact
    assert arena.count(one, "ada") == 1


def test_rules_that_cannot_be_read_set_aside_their_events_alone(arena: Arena) -> None:
    one, other = arena.live("plays", counting("play", 100)), arena.live("ten-wins", WINS)
    place = keys.rule("example", other.home, other.uid)
    arena.table.put(Put(place, {"uid": other.uid, "rules": "none"}, None))

    arena.told(win("ada", 1), {"memberRefId": "ada", "action": "play"})
    arena.house.settle()

    [told] = aside(arena)
    assert told["event"]["action"] == "win" and "Unfit: LiveAchievement.rules" in told["reason"]
    assert arena.count(one, "ada") == 1
    assert arena.club.ask("POST", f"{ASIDE}/{told['id']}/replay").json["data"]["state"] == "set_aside"


def test_a_dependant_that_cannot_be_read_keeps_no_award_from_anybody(arena: Arena) -> None:
    arena.live("first", counting("win", 1))
    broken(arena, arena.live("medal", waiting_for(counting("play", 1), "first")))

    arena.told(win("ada", 1))
    arena.house.settle()

    states = {
        item["subject"]["S"]: "followed" in item for item in arena.club.items() if item["sk"]["S"] == "EV"
    }
    assert states == {"first": True}


def test_only_an_admin_sees_what_was_set_aside(arena: Arena) -> None:
    unknown = f"{ASIDE}/{'0' * 24}"

    assert arena.club.ask("GET", ASIDE, role="coach").status == 403
    assert arena.club.ask("GET", unknown).status == 404
    assert arena.club.ask("POST", f"{unknown}/replay").status == 404
    assert arena.club.ask("GET", f"{ASIDE}/nothing%20like%20it").status == 404
    assert arena.club.ask("GET", f"{ASIDE}?state=lost").status == 406
