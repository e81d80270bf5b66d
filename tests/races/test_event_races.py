"""Events of one member told at the same moment, on DynamoDB Local: each is counted once (B, W4)."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.asking import Club
from tests.competing import Arena, counting, win
from tests.races.conftest import ROUNDS

pytestmark = pytest.mark.local


def at_once(acts: list[Any]) -> list[Any]:
    with ThreadPoolExecutor(len(acts)) as pool:
        return [task.result() for task in [pool.submit(act) for act in acts]]


@pytest.mark.parametrize("turn", range(min(ROUNDS, 5)))
def test_the_same_lone_event_told_by_eight_is_counted_once(club: Club, turn: int) -> None:
    arena, action = Arena(club), f"race {turn}"
    one = arena.live(f"race-{turn}", counting(action, 100))
    event = {**win(f"ada {turn}", 1), "action": action}
    arena.told({**event, "eventRefId": "first"})

    replies = at_once([lambda: arena.tell(event) for _ in range(8)])
    again = [arena.tell(event) for reply in replies if reply.status == 409]
    arena.house.settle()

    told = Counter(reply.json["data"][0]["status"] for reply in [*replies, *again] if reply.status == 200)
    assert told["accepted"] == 1 and set(told) <= {"accepted", "duplicate"}
    assert arena.count(one, f"ada {turn}") == 2


@pytest.mark.parametrize("turn", range(min(ROUNDS, 5)))
def test_batches_and_lone_events_and_the_stream_at_once_count_each_once(club: Club, turn: int) -> None:
    arena, action, reference = Arena(club), f"mix {turn}", f"cid {turn}"
    one = arena.live(f"mix-{turn}", counting(action, 1_000))
    arena.told({"memberRefId": reference, "action": "nothing"})
    events = [{**win(reference, number), "action": action} for number in range(24)]
    acts: list[Any] = [
        lambda: arena.tell(*events),
        lambda: arena.tell(*reversed(events)),
        arena.house.settle,
        lambda: arena.tell(events[3]),
        lambda: arena.tell(events[7]),
    ]

    at_once(acts)
    arena.house.settle()

    assert arena.count(one, reference) == 24


def test_a_prerequisite_issued_at_the_same_moment_is_never_missed(club: Club) -> None:
    """Both orders of the two issues come to both of them."""
    arena = Arena(club)
    for turn in range(0, ROUNDS, 5):
        first, second = f"pre-{turn}", f"post-{turn}"
        said = counting(f"b{turn}", 1)
        said["dependantOn"] = [{"achievementId": first, "linkType": "Must"}]
        arena.live(first, counting(f"a{turn}", 1))
        arena.live(second, said)
        reference = f"dan {turn}"
        arena.told({"memberRefId": reference, "action": "nothing"})

        at_once(
            [lambda a=f"{x}{turn}", r=reference: arena.tell({"memberRefId": r, "action": a}) for x in "ab"]
        )
        arena.house.settle()

        assert (arena.issues(first), arena.issues(second)) == (["1"], ["1"]), turn
