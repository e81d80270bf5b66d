"""Many at once in the social stream, on DynamoDB Local: numbers without a gap, high fives as a set."""

from collections.abc import Iterator
from functools import partial
from itertools import count
from threading import Thread
from uuid import uuid4

import pytest

from chalicelib.actions import contacts, high_fives, posting, stream
from chalicelib.actions.listing import Asked
from chalicelib.domain.contact import Contact
from chalicelib.store.table import TenantTable
from tests import posting as posts
from tests.asking import Club
from tests.awarding import table_of
from tests.posting import numbers, walk
from tests.races.collisions import Collisions
from tests.races.crowd import at_once

pytestmark = pytest.mark.local
CROWD = 500
SIZE = 100
_numbers = count(1_000)


@pytest.fixture
def ada(club: Club) -> str:
    return str(club.person()["uid"])


def people(club: Club, many: int) -> list[str]:
    """Kept by the table's own batches: a crowd by single requests takes a minute."""
    now, table = club.house.clock.now(), table_of(club)
    crowd = [
        Contact(
            uid=uuid4().hex[:24],
            resource="person",
            created=now,
            last_updated=now,
            name=f"Fan {place}",
            number=next(_numbers),
        )
        for place in range(many)
    ]
    table.put_many([put for one in crowd for put in contacts.state(club.tenant, one)])  # type: ignore[misc]
    return [one.uid for one in crowd]


def an_entry(club: Club, contact: str) -> int:
    """The number of a new entry: the stream is shared by the module's tests."""
    posts.fill(table_of(club), contact, [next(_numbers)], club.house.clock.now())
    return stream.page(table_of(club), None, Asked(1, 1)).total


def fans(club: Club, number: int) -> Iterator[str]:
    table, now, after = table_of(club), club.house.clock.now(), None
    for page in count(1):
        found = high_fives.users(table, number, Asked(page, SIZE, after), now=now)
        yield from (user.uid for user in found.records)
        if found.next is None:
            return
        after = found.next


def test_of_500_users_at_once_each_gives_exactly_one(club: Club, ada: str) -> None:
    number, crowd = an_entry(club, ada), people(club, CROWD)
    table, now = table_of(club), club.house.clock.now()

    at_once([partial(high_fives.give, table, one, number, now=now) for one in crowd])

    listed = list(fans(club, number))
    assert len(listed) == CROWD and set(listed) == set(crowd)
    assert high_fives.users(table, number, Asked(1, 15), now=now).total == CROWD


def test_500_high_fives_of_one_user_at_once_are_one(club: Club, ada: str) -> None:
    number, table, now = an_entry(club, ada), table_of(club), club.house.clock.now()

    at_once([partial(high_fives.give, table, ada, number, now=now)] * CROWD)

    assert list(fans(club, number)) == [ada]


def test_given_and_taken_back_at_once_by_many_the_total_is_the_list(club: Club, ada: str) -> None:
    number, crowd = an_entry(club, ada), people(club, 50)
    table, now = table_of(club), club.house.clock.now()
    give = [partial(high_fives.give, table, one, number, now=now) for one in crowd]
    take = [partial(high_fives.take, table, one, number) for one in crowd[:25]]

    at_once([*give, *take])

    listed = list(fans(club, number))
    assert set(crowd[25:]) <= set(listed) and len(listed) == len(set(listed))
    assert high_fives.users(table, number, Asked(1, 15), now=now).total == len(listed)


def test_numbered_by_eight_at_once_twice_over_the_numbers_have_no_gap(
    club: Club, ada: str, collisions: Collisions
) -> None:
    table, now = table_of(club), club.house.clock.now()
    before = stream.page(table, None, Asked(1, 1)).total
    uids = posts.wait_for_a_number(table, ada, [next(_numbers) for _ in range(120)], now)
    batches = [uids[place::8] for place in range(8)]

    at_once([partial(posting.number, table, batch, now=now) for batch in [*batches, *batches]])

    shown = walk(table)
    assert numbers(shown) == list(range(before + 120, 0, -1))
    assert len({str(one.entry.event_data) for one in shown}) == before + 120
    assert collisions.seen > 0


def test_a_walk_while_1000_entries_arrive_shows_each_of_those_at_its_start_once(club: Club, ada: str) -> None:
    table, now = table_of(club), club.house.clock.now()
    posts.fill(table, ada, [next(_numbers) for _ in range(100)], now)
    arriving = Thread(target=_arrive, args=(table, ada, 1_000, now))
    began = stream.page(table, None, Asked(1, 1)).total

    arriving.start()
    found: list[list[int]] = []
    while arriving.is_alive() or len(found) < 2:
        found.append(numbers(walk(table, ada)))
    arriving.join()

    for shown in found:
        assert shown == list(range(shown[0], 0, -1))
    assert stream.page(table, None, Asked(1, 1)).total == began + 1_000
    assert len({shown[0] for shown in found}) > 1, "nothing arrived while it was walked"


def _arrive(table: TenantTable, contact: str, many: int, now: object) -> None:
    for _ in range(many // 50):
        posts.fill(table, contact, [next(_numbers) for _ in range(50)], now)  # type: ignore[arg-type]
