"""An enrolment comes back from the table as it went in, in few bytes, and never without its progress."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from chalicelib.domain.targets.enrolment import Cell, Enrolment, Grant, Pause, Span
from chalicelib.store import enrolments, keys, progress, target_keys
from chalicelib.store.codec import encode_item
from chalicelib.store.table import ConditionFailed, TenantTable
from sandbox.clock import Clock
from sandbox.engines import InProcessEngine
from sandbox.house import House
from sandbox.sizes import item_size
from tests.domain.targets.making import a_target

NOON = datetime(2026, 11, 21, 12, 0, 0, 123456, tzinfo=UTC)
WHO, TARGET = "4ada6fec6ad0319befbecfff", a_target(uid="700123456")


@pytest.fixture
def table() -> Iterator[TenantTable]:
    clock = Clock(frozen=True, start=NOON)
    engine = InProcessEngine(clock.now)
    engine.reset()
    yield House(engine, clock, pause=lambda _: None).wired.table.of("example")
    engine.reset()


def an_enrolment() -> Enrolment:
    later = NOON + timedelta(days=3, microseconds=7)
    spans = (Span(NOON, NOON, later, until=later), Span(later, NOON, later, replaced=NOON, turn=2))
    cells = {
        2: Cell(Decimal("12.50"), Decimal(0), achieved=NOON, met=later, left=True),
        10: Cell(),
        11: Cell(Decimal(-3), None, met=NOON),
    }
    return Enrolment(
        contact=WHO,
        group=TARGET.group,
        target=TARGET.uid,
        event=TARGET.event_name,
        created=NOON,
        last_updated=later,
        spans=spans,
        cells=cells,
        turn=2,
        run_from=NOON,
        levels={"gold": later},
        pauses=(Pause(date(2026, 11, 22), date(2026, 11, 23)),),
        grants=(Grant(NOON, 3),),
        settled=NOON,
        due=later,
    )


def kept(table: TenantTable, enrolment: Enrolment) -> None:
    table.transact(enrolments.changed(table.tenant, enrolments.find(table, WHO, TARGET), enrolment))


def test_an_enrolment_comes_back_as_it_went_in(table):
    before = an_enrolment()

    kept(table, before)

    assert enrolments.find(table, WHO, TARGET).enrolment == before
    assert enrolments.load(table, WHO, TARGET.uid) == before


def test_who_changes_an_enrolment_moves_the_progress_and_names_the_version(table):
    kept(table, an_enrolment())

    found = enrolments.find(table, WHO, TARGET)

    assert (found.progress.version, found.progress.enrolled) == (1, {TARGET.uid: 1})


def test_a_first_enrolment_stands_once(table):
    found = enrolments.find(table, WHO, TARGET)
    kept(table, an_enrolment())

    with pytest.raises(ConditionFailed):
        table.transact(enrolments.changed(table.tenant, found, an_enrolment()))


def test_who_counted_meanwhile_makes_the_enrolment_decide_again(table):
    found = enrolments.find(table, WHO, TARGET)
    table.update(progress.touched("example", found.progress, "1", 1))

    with pytest.raises(ConditionFailed):
        table.transact(enrolments.changed(table.tenant, found, an_enrolment()))

    assert enrolments.load(table, WHO, TARGET.uid) is None


def test_those_who_are_enrolled_can_be_walked(table):
    kept(table, an_enrolment())

    assert list(enrolments.of_target(table, TARGET.uid)) == [WHO]


def test_a_hundred_past_cycles_are_read_for_half_a_unit(table):
    cells = {n: Cell(Decimal("1000.25"), Decimal(n), achieved=NOON, met=NOON) for n in range(1, 101)}
    kept(table, replace(an_enrolment(), cells=cells))

    item = table.get(target_keys.enrolment("example", WHO, TARGET.uid))

    assert item_size(encode_item(item)) < 4096


def test_it_is_due_when_its_streak_may_break(table):
    kept(table, an_enrolment())

    place = target_keys.enrolment("example", WHO, TARGET.uid)

    assert (table.get(place) or {})["dsk"] == keys.moment(NOON + timedelta(days=3, microseconds=7))
