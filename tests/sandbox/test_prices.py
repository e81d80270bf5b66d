"""Capacity units, computed by hand from AWS's rules."""

import pytest

from sandbox.prices import EVENTUAL, STRONG, TRANSACTIONAL, Index, Layout, read, refused_write, write
from sandbox.sizes import Item, item_size

GS1 = Index("gs1", ("gpk", "gsk"), frozenset({"pk", "sk", "gpk", "gsk", "u"}))
WHOLE = Index("whole", ("wpk",), None)
PLAIN = Layout(("pk", "sk"), {})
INDEXED = Layout(("pk", "sk"), {"gs1": GS1})


def item(size: int = 0, **texts: str) -> Item:
    """An item with these texts, filled up to `size` bytes."""
    made: Item = {"pk": {"S": "p"}, "sk": {"S": "s"}} | {name: {"S": text} for name, text in texts.items()}
    if size:
        made["z"] = {"S": ""}
        made["z"] = {"S": "z" * (size - item_size(made))}
        assert item_size(made) == size
    return made


@pytest.mark.parametrize(
    ("size", "rate", "units"),
    [
        (0, EVENTUAL, 0.5),
        (0, STRONG, 1),
        (0, TRANSACTIONAL, 2),
        (4096, EVENTUAL, 0.5),
        (4097, EVENTUAL, 1),
        (4097, STRONG, 2),
        (12_288, TRANSACTIONAL, 6),
    ],
)
def test_a_read_costs_by_started_four_kilobytes(size: int, rate: float, units: float) -> None:
    assert read(size, rate).rru == units


@pytest.mark.parametrize(
    ("before", "after", "units"),
    [
        (None, item(), 1),
        (None, item(1024), 1),
        (None, item(1025), 2),
        (item(3000), item(100), 3),
        (item(100), item(3000), 3),
        (item(2049), None, 3),
        (None, None, 1),
    ],
)
def test_a_write_costs_its_larger_image_by_started_kilobytes(
    before: Item | None, after: Item | None, units: int
) -> None:
    assert write(PLAIN, before, after).wru == units
    assert write(PLAIN, before, after, transactional=True).wru == 2 * units


OUT = item()
IN = item(gpk="g", gsk="1")
MOVED = item(gpk="g", gsk="2")
SHOWN = item(gpk="g", gsk="1", u="Ann")
LONG = item(gpk="g", gsk="1", u="x" * 1500)
LONG_MOVED = item(gpk="g", gsk="2", u="x" * 1500)


@pytest.mark.parametrize(
    ("before", "after", "units"),
    [
        (None, OUT, 0),
        (OUT, item(2000), 0),
        (None, item(gpk="g"), 0),
        (None, IN, 1),
        (OUT, IN, 1),
        (IN, OUT, 1),
        (IN, None, 1),
        (IN, MOVED, 2),
        (IN, item(gpk="h", gsk="1"), 2),
        (IN, SHOWN, 1),
        (IN, item(900, gpk="g", gsk="1"), 0),
        (SHOWN, SHOWN, 0),
        (None, LONG, 2),
        (IN, LONG, 2),
        (LONG, IN, 2),
        (LONG, LONG_MOVED, 4),
        (IN, LONG_MOVED, 3),
    ],
)
def test_an_index_costs_what_it_must_do(before: Item | None, after: Item | None, units: int) -> None:
    arm = write(INDEXED, before, after).wru - write(PLAIN, before, after).wru

    assert arm == units


def test_a_transaction_doubles_the_table_and_not_the_index() -> None:
    assert write(INDEXED, IN, MOVED, transactional=True).wru == 2 + 2


def test_an_index_of_everything_is_written_by_every_change() -> None:
    layout = Layout(("pk", "sk"), {"whole": WHOLE})

    assert write(layout, item(wpk="w"), item(2000, wpk="w")).wru == 2 + 2


@pytest.mark.parametrize(("existing", "units"), [(None, 1), (item(100), 1), (item(2500), 3)])
def test_a_refused_write_costs_the_item_that_stands_there(existing: Item | None, units: int) -> None:
    charge = refused_write(INDEXED, existing)

    assert (charge.wru, charge.bytes_written) == (units, 0)
    assert refused_write(INDEXED, existing, transactional=True).wru == 2 * units


def test_writes_are_counted_by_partition_in_table_and_index() -> None:
    charge = write(INDEXED, IN, item(gpk="h", gsk="1"))

    assert charge.partitions == {"p": 1, "gs1:g": 1, "gs1:h": 1}
    assert charge.bytes_written == item_size(IN)
