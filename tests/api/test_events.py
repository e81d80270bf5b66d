"""Activity events come in once: each one's fate is told, and the seed's achievement falls on the tenth win."""

import threading
from collections import Counter
from typing import Any

import pytest

from tests.competing import EVENTS, WINS, Arena, counting, win


@pytest.fixture
def arena(office: Any) -> Arena:
    return Arena(office.club)


def test_the_seed_s_achievement_is_issued_on_exactly_the_tenth_win(arena: Arena) -> None:
    arena.live("ten-wins", WINS)

    issued = []
    for number in range(12):
        arena.told({"memberRefId": "ada", "action": "loss", "eventRefId": f"l{number}"})
        arena.told(win("ada", number))
        issued.append(len(arena.issues()))

    assert issued == [0] * 9 + [1] * 3


def test_what_matches_nothing_is_stored_and_moves_nothing(arena: Arena) -> None:
    one = arena.live("ten-wins", WINS)

    [fate] = arena.told({"memberRefId": "ada", "action": "Win"})

    assert fate["status"] == "accepted"
    assert arena.count(one, "ada") == 0


def test_an_unknown_reference_makes_a_contact_and_the_next_event_finds_it(arena: Arena) -> None:
    [first] = arena.told(win("ada", 1))
    [second] = arena.told(win("ada", 2))

    assert first["memberId"] == second["memberId"]
    person = arena.club.got(f"person/{first['memberId']}/")
    assert (person["member_ref"], person["name"]) == ("ada", "ada")


def test_a_member_is_named_by_its_id_as_well(arena: Arena) -> None:
    uid = arena.club.person()["uid"]

    [fate] = arena.told({"memberId": uid, "action": "win"})

    assert (fate["status"], fate["memberId"], fate["memberRefId"]) == ("accepted", uid, None)


def test_an_event_sent_again_is_a_duplicate_and_counts_once(arena: Arena) -> None:
    one = arena.live("ten-wins", WINS)

    statuses = [arena.statuses(win("ada", 1)) for _ in range(3)]

    assert statuses == [["accepted"], ["duplicate"], ["duplicate"]]
    assert arena.count(one, "ada") == 1


def test_events_without_a_reference_are_all_different(arena: Arena) -> None:
    one = arena.live("ten-wins", WINS)

    for _ in range(3):
        arena.told(win("ada"))

    assert arena.count(one, "ada") == 3


def test_a_batch_is_told_in_its_order_and_counted_by_the_stream(arena: Arena) -> None:
    one = arena.live("ten-wins", WINS)
    arena.told(win("ada", 1))

    fates = arena.told(win("bob", 1), win("ada", 1), win("ada", 2), win("ada", 2), {"memberRefId": "cid"})
    arena.house.settle()

    assert [(fate["index"], fate["status"]) for fate in fates] == [
        (0, "accepted"),
        (1, "duplicate"),
        (2, "accepted"),
        (3, "duplicate"),
        (4, "rejected"),
    ]
    assert fates[4]["errors"] == [{"message": "No usable value for action", "code": 1002, "status": 404}]
    assert [arena.count(one, name) for name in ("ada", "bob")] == [2, 1]


@pytest.mark.parametrize("fault", ["duplicate_next", "lose_next"])
def test_what_the_stream_repeats_or_loses_is_counted_once(arena: Arena, fault: str) -> None:
    one = arena.live("ten-wins", WINS)
    setattr(arena.house.faults, fault, 1_000)

    arena.told(*(win("ada", number) for number in range(30)))
    arena.house.settle()
    arena.sweep_later()

    assert arena.issues() == ["1"]
    events = [item for item in arena.club.items() if item["sk"]["S"].startswith("AE#")]
    assert len(events) == 30
    assert arena.count(one, "ada") == 10, "what was issued once counts no more"


def test_a_shuffled_and_repeated_stream_counts_each_event_once(arena: Arena) -> None:
    one = arena.live("plays", counting("play", 1_000))
    arena.house.faults.duplicate_next = 1_000
    arena.house.faults.shuffle = lambda batches: batches.reverse()

    for start in range(0, 100, 50):
        arena.told(*({**win("ada", number), "action": "play"} for number in range(start, start + 50)))
        arena.told({**win("ada", 1_000 + start), "action": "play"})
    arena.house.settle()
    arena.sweep_later()

    assert arena.count(one, "ada") == 102


def test_the_receipts_are_gone_when_all_is_counted(arena: Arena) -> None:
    arena.live("ten-wins", WINS)
    arena.told(win("ada", 1), win("bob", 1))
    before = [item for item in arena.club.items() if item["sk"]["S"] == "AR"]

    arena.house.settle()
    arena.sweep_later()

    assert len(before) == 1
    assert [item for item in arena.club.items() if item["sk"]["S"] == "AR"] == []


def test_more_events_than_a_progress_remembers_are_counted_once(arena: Arena) -> None:
    """Lone events, each sent twice: the first ones again after the marks have moved to pages."""
    one = arena.live("plays", counting("play", 1_000))
    plays = [{**win("ada", number), "action": "play"} for number in range(90)]

    for play in plays:
        arena.told(play)
    again = Counter(status for play in plays for status in arena.statuses(play))
    arena.house.settle()

    assert again == {"duplicate": 90}
    assert arena.count(one, "ada") == 90
    pages = [item for item in arena.club.items() if item["sk"]["S"].startswith("CN#")]
    assert len(pages) == 2


def test_concurrent_calls_with_the_same_events_count_each_once(arena: Arena) -> None:
    one = arena.live("plays", counting("play", 1_000))
    arena.told(win("ada", 999))
    plays = [{**win("ada", number), "action": "play"} for number in range(20)]
    calls = [plays, plays[::-1], [plays[3]], [plays[3]], [plays[4]]]

    threads = [threading.Thread(target=arena.told, args=call) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    arena.house.settle()

    assert arena.count(one, "ada") == 20


@pytest.mark.parametrize("events", [[win("ada")], [win("ada"), win("bob", 1), win("bob", 1), {}]], ids=len)
def test_the_same_idempotency_key_gets_the_first_answer(arena: Arena, events: list[Any]) -> None:
    one = arena.live("ten-wins", WINS)

    first, second = (arena.tell(*events, headers={"Idempotency-Key": "the-key"}) for _ in range(2))
    arena.house.settle()

    assert first.status == 200
    assert first.body == second.body
    assert arena.count(one, "ada") == 1


def test_an_achievement_counts_what_comes_after_it_is_live(arena: Arena) -> None:
    arena.told(win("ada", 0), win("ada", 1))
    arena.house.clock.turn_to(arena.house.clock.now().replace(minute=1))
    one = arena.live("ten-wins", WINS)

    arena.house.settle()
    arena.told(win("ada", 2))
    arena.told(win("ada", 0))

    assert arena.count(one, "ada") == 1


def test_10_001_events_are_too_many(arena: Arena) -> None:
    reply = arena.tell(*({"memberRefId": "ada", "action": "win"} for _ in range(10_001)))

    assert reply.status == 413
    assert reply.json["errors"][0]["status"] == 413


def test_another_tenant_s_members_are_unknown(arena: Arena) -> None:
    stranger = arena.club.ask("POST", EVENTS, [win("ada")], role="other")
    unknown = arena.tell({"memberId": "0" * 24, "action": "win"})

    assert stranger.status == 404
    assert unknown.status == 404
    assert unknown.json["errors"] == [
        {"message": f"Invalid member ID [{'0' * 24}], record not found", "code": 1007, "status": 404}
    ]


def test_a_member_s_key_tells_no_events(arena: Arena) -> None:
    assert arena.tell(win("ada"), role="member").status == 403
