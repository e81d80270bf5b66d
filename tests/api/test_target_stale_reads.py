"""What an eventually consistent reading does not show yet is counted all the same: enrolments just made."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.store.codec import Item
from chalicelib.store.keys import Key
from chalicelib.store.table import Table
from tests.competing import Arena
from tests.domain.targets.making import days
from tests.secretary import Secretary
from tests.targeting import Range, sale

Late = Callable[[str], None]


@pytest.fixture
def range_(office: Secretary) -> Range:
    found = Range(Arena(office.club))
    found.met("ada")
    found.milestone(days(10, "2026-11-21"), value=Decimal(50))
    return found


@pytest.fixture
def late(range_: Range, monkeypatch: pytest.MonkeyPatch) -> Late:
    """From now on the items of a kind are shown as they are now, to whoever does not ask for certain."""
    ask = Table.get_many

    def stand_still(kind: str) -> None:
        frozen: dict[Key, Item] = {}
        ada = range_.arena.contact("ada")
        for item in range_.arena.club.items():
            key = Key(item["pk"]["S"], item["sk"]["S"])
            if ada in key.pk and key.sk.startswith(kind):
                frozen |= ask(range_.table, [key], consistent=True)

        def answer(table: Any, keys: Iterable[Key], *, consistent: bool = False) -> dict[Key, Item]:
            wanted = list(keys)
            found = ask(table, wanted, consistent=consistent)
            if consistent:
                return found
            fresh = {key: item for key, item in found.items() if not key.sk.startswith(kind)}
            return fresh | {key: frozen[key] for key in wanted if key in frozen}

        monkeypatch.setattr(Table, "get_many", answer)

    return stand_still


def test_an_enrolment_that_is_not_to_be_seen_yet_counts_the_event_that_reaches_the_goal(range_, late):
    late("EN#")
    range_.enrolled()

    range_.arena.told(sale(1, 60))

    assert range_.told("target_achieved") == ["d_1"]


def test_a_progress_that_does_not_name_the_enrolment_yet_counts_it_too(range_, late):
    late("X#")
    range_.enrolled()

    range_.arena.told(sale(1, 60))

    assert range_.told("target_achieved") == ["d_1"]


def test_an_old_reading_of_who_came_back_is_found_out_by_its_version(range_, late):
    range_.enrolled(initial_balance=0)
    range_.left()
    late("EN#")
    range_.enrolled(initial_balance=10)
    range_.house.clock.turn_to(range_.now + timedelta(seconds=1))

    range_.arena.told(sale(1, 40))

    assert range_.told("target_achieved") == ["d_1"]
