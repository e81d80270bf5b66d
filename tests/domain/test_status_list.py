"""A list of bits that tells which badges were revoked, and little more."""

import base64
import gzip
from datetime import UTC, datetime

import pytest

from chalicelib.domain.status_list import DRAWS, SIZE, Place, encoded, is_shard, place

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def bits(text: str) -> bytes:
    """The list, read as its specification says."""
    assert text.startswith("u")
    packed = text[1:]
    return gzip.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))


def is_set(text: str, index: int) -> bool:
    """Index 0 is the leftmost bit of the first byte."""
    return f"{bits(text)[index // 8]:08b}"[index % 8] == "1"


def test_a_list_has_room_for_a_herd_and_nothing_set() -> None:
    assert bits(encoded([])) == bytes(SIZE // 8)
    assert SIZE >= 131_072


@pytest.mark.parametrize("index", [0, 1, 7, 8, 9, 12_345, SIZE - 1])
def test_what_is_revoked_is_set_and_its_neighbours_are_not(index: int) -> None:
    text = encoded([index])

    assert is_set(text, index)
    assert [n for n in (index - 1, index + 1) if 0 <= n < SIZE and is_set(text, n)] == []
    assert sum(byte.bit_count() for byte in bits(text)) == 1


def test_equal_lists_are_equal_texts_and_say_all_that_was_revoked() -> None:
    assert encoded([3, 77, 4_000]) == encoded([4_000, 3, 77, 3])
    assert all(is_set(encoded([3, 77, 4_000]), index) for index in (3, 77, 4_000))


def test_a_whole_list_fits_into_an_answer() -> None:
    assert len(encoded([])) < 100
    assert len(encoded(range(0, SIZE, 2))) < 1_000


def test_a_place_is_in_the_list_of_its_month_and_in_the_next_one_where_that_is_full() -> None:
    shards = [place(NOON, attempt, 5).shard for attempt in range(DRAWS * 2 + 1)]

    assert shards == ["2026-11.0"] * DRAWS + ["2026-11.1"] * DRAWS + ["2026-11.2"]


def test_chance_chooses_the_bit_and_any_chance_is_one() -> None:
    assert [place(NOON, 0, chance).index for chance in (0, SIZE - 1, SIZE, 999_999_999)] == [
        0,
        SIZE - 1,
        0,
        999_999_999 % SIZE,
    ]


def test_a_place_is_kept_as_a_text_and_read_again() -> None:
    assert str(Place("2026-11.0", 7)) == "2026-11.0#7"
    assert Place.read("2026-11.12#131071") == Place("2026-11.12", 131_071)


@pytest.mark.parametrize("text", ["2026-11.0", "2026-01.12", "1999-12.999"])
def test_a_list_is_named_by_its_month_and_its_number(text: str) -> None:
    assert is_shard(text)


@pytest.mark.parametrize(
    "text", ["", "2026-13.0", "2026-00.0", "2026-11", "2026-11.", "2026-11.01", "2026-11.1000", "2026-11.0#1"]
)
def test_nothing_else_names_one(text: str) -> None:
    assert not is_shard(text)
