"""Numbers of the social stream: dense, in order, each post once, whatever the deliveries do."""

import random
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.actions import posting
from chalicelib.store import game_keys
from chalicelib.store.codec import decode_item
from chalicelib.store.stream import entry_in, head_in, posted
from tests import posting as posts
from tests.asking import Club
from tests.awarding import table_of
from tests.secretary import Secretary


@pytest.fixture
def club(office: Secretary) -> Club:
    return office.club


@pytest.fixture
def ada(club: Club) -> str:
    return str(club.person()["uid"])


def entries(club: Club) -> list[Any]:
    """Every entry of the stream with the number in its key, by number."""
    found = [entry_in(item) for item in _items(club) if item["sk"].startswith("F#")]
    return sorted(found, key=lambda entry: entry.number)


def _items(club: Club) -> list[dict[str, Any]]:
    return [decode_item(item) for item in club.items()]


def test_posts_get_numbers_without_a_gap_in_the_order_of_their_time(club: Club, ada: str) -> None:
    table, now = table_of(club), club.house.clock.now()
    late, early = (posts.a_post(ada, number, now + timedelta(minutes=number)) for number in (2, 1))
    table.put_many([posted(club.tenant, post) for post in (late, early)])

    posting.number(table, [late.uid, early.uid], now=now)

    assert [(one.number, one.event_data) for one in entries(club)] == [
        (1, early.event_data),
        (2, late.event_data),
    ]


def test_more_than_one_transaction_holds_are_numbered_in_several(club: Club, ada: str) -> None:
    table, now = table_of(club), club.house.clock.now()

    uids = posts.wait_for_a_number(table, ada, range(100), now)

    posting.number(table, uids[::-1], now=now)

    shown = [(one.number, one.event_data["level"]["name"]) for one in entries(club)]
    assert shown == [(place + 1, f"level_{place}") for place in range(100)]
    assert head_in(table.get(game_keys.stream_head(club.tenant))).number == 100


def test_times_never_go_back_down_the_stream(club: Club, ada: str) -> None:
    table, now = table_of(club), club.house.clock.now()
    posts.fill(table, ada, [1], now)

    posts.fill(table, ada, [2], now - timedelta(hours=3))

    assert [one.created for one in entries(club)] == [now, now]


@pytest.mark.parametrize("seed", range(3))
def test_duplicated_lost_and_healed_deliveries_number_each_post_once(club: Club, ada: str, seed: int) -> None:
    table, now, chance = table_of(club), club.house.clock.now(), random.Random(seed)
    uids = posts.wait_for_a_number(table, ada, range(60), now)
    chance.shuffle(uids)

    while uids:
        batch, uids = uids[:7], uids[7:]
        for _ in range(chance.choice([0, 1, 1, 2])):  # lost, delivered, delivered twice
            posting.number(table, batch, now=now)
    club.house.pump.fetch()  # what was written by hand never comes by the stream
    club.house.pump._waiting.clear()
    club.house.clock.turn_to(now + timedelta(minutes=2))
    club.house.sweep()

    found = entries(club)
    assert [one.number for one in found] == list(range(1, 61))
    assert len({str(one.event_data) for one in found}) == 60
    assert [item for item in _items(club) if item["sk"] == "FP" and "dpk" in item] == []


def test_a_batch_of_the_stream_is_numbered_together(club: Club, ada: str) -> None:
    table, now = table_of(club), club.house.clock.now()
    club.house.settle()
    posts.wait_for_a_number(table, ada, range(20), now)
    assert club.house.meter is not None
    club.house.meter.reset()

    club.house.settle()

    assert [one.number for one in entries(club)] == list(range(1, 21))
    assert club.house.meter.total.by_call["TransactWriteItems"] == 1


def test_a_post_of_one_who_is_hidden_by_then_is_dropped_and_takes_no_number(club: Club, ada: str) -> None:
    table, now = table_of(club), club.house.clock.now()
    shown = str(club.person()["uid"])
    uids = posts.wait_for_a_number(table, ada, [1], now) + posts.wait_for_a_number(table, shown, [2], now)
    club.done(f"person/{ada}/", {"public_profile": False})

    posting.number(table, uids, now=now)

    assert [(one.number, one.contact) for one in entries(club)] == [(1, shown)]
    posting.number(table, uids, now=now)
    assert len(entries(club)) == 1


def test_numbers_that_another_gave_meanwhile_are_not_given_again(
    club: Club, ada: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, now = table_of(club), club.house.clock.now()
    mine, theirs = (posts.wait_for_a_number(table, ada, numbers, now) for numbers in (range(3), range(3, 6)))
    read = posting._beside

    def overtaken(*asked: Any) -> Any:
        found = read(*asked)
        monkeypatch.setattr(posting, "_beside", read)
        posting.number(table, theirs, now=now)
        return found

    monkeypatch.setattr(posting, "_beside", overtaken)

    posting.number(table, mine, now=now)

    shown = [(one.number, one.event_data["level"]["name"]) for one in entries(club)]
    assert shown == [(place + 1, f"level_{level}") for place, level in enumerate([3, 4, 5, 0, 1, 2])]


def test_who_is_hidden_while_its_post_gets_a_number_does_not_enter_the_stream(
    club: Club, ada: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, now = table_of(club), club.house.clock.now()
    uids = posts.wait_for_a_number(table, ada, [1], now)
    read = posting._beside

    def overtaken(*asked: Any) -> Any:
        found = read(*asked)
        monkeypatch.setattr(posting, "_beside", read)
        club.done(f"person/{ada}/", {"public_profile": False})
        return found

    monkeypatch.setattr(posting, "_beside", overtaken)

    posting.number(table, uids, now=now)

    assert entries(club) == []
