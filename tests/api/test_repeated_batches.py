"""A batch of events that died half-way and is sent again: each event is counted, whatever the stream lost."""

from tests.competing import Arena, counting, win
from tests.secretary import Secretary
from tests.silence import Silence

KEY = {"Idempotency-Key": "the-one-batch"}


def test_what_a_batch_stored_before_it_died_is_counted_though_the_stream_lost_it(office: Secretary) -> None:
    arena = Arena(office.club)
    wins = arena.live("wins", counting("win", 100))
    events = [win("ada", number) for number in range(30)]  # more than one call stores
    arena.told(win("ada", 99))  # so that only receipts and events are written in batches
    arena.house.settle()
    silence = Silence(arena.club, "BatchWriteItem")

    arena.house.faults.lose_next = 10_000
    silence.skip, silence.next = 2, 1  # the receipt and one part of the events are written
    died = arena.tell(*events, headers=KEY).status
    again = arena.statuses(*events, headers=KEY)
    arena.house.pump.drain()
    arena.sweep_later()

    assert died == 503
    assert again == ["accepted"] * 30
    assert arena.count(wins, "ada") == 31
