"""Records that come five hundred times, shuffled, amid poison or late (promises F01 to F10, F34; R8, R9)."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from chalicelib.domain.events import Event
from chalicelib.domain.outbox import tell
from chalicelib.listeners import stream
from chalicelib.store.outbox import EVENTS
from sandbox.mapping import Record
from tests.faults import invariants
from tests.faults.driver import letters
from tests.faults.stage import Stage, fresh, leave, picture
from tests.figures import tally

BATCH = 100


class Kept:
    """What the engine's stream holds is kept back, to be delivered as a test wants it."""

    def __init__(self, stage: Stage) -> None:
        self.records: list[Record] = []
        self.stage = stage
        stage.house.pump.drain()
        stage.house.pump.faults = self

    def deliveries(self, batch: list[Record]) -> list[list[Record]]:
        self.records += batch
        return []

    def taken(self) -> list[Record]:
        """What has been written since; deliver it, and there may be more."""
        self.stage.house.pump.drain()
        taken, self.records = self.records, []
        return taken


class _Lambda:
    def get_remaining_time_in_millis(self) -> int:
        return 60_000


def deliver(records: list[Record]) -> list[Any]:
    """In batches, as Lambda does; what the function wants to see again."""
    batches = [records[at : at + BATCH] for at in range(0, len(records), BATCH)]
    return [
        one for each in batches for one in stream.handle({"Records": each}, _Lambda())["batchItemFailures"]
    ]


@pytest.fixture
def stage() -> Iterator[Stage]:
    yield fresh()
    leave()


def settled(stage: Stage) -> tuple[Any, Any]:
    stage.calm()
    items = stage.items()
    invariants.check(stage, items)
    return picture(items), letters(stage)


def test_the_same_records_five_hundred_times_send_one_mail(stage: Stage) -> None:
    stage.witness.watching = True
    stage.club.finished()
    kept = Kept(stage)
    stage.club.finished(contact=stage.club.person(first_name="Bea", email="bea@example.org"))

    while records := kept.taken():
        assert deliver(records * 500) == []
    settled(stage)

    assert len(stage.club.mails()) == 2


@pytest.mark.parametrize("seed", range(6))
def test_records_shuffled_and_repeated_come_to_what_they_come_to_in_order(seed: int) -> None:
    chance, ends = Random(seed), []
    for shuffled in (False, True):
        stage = fresh()
        kept = Kept(stage)
        for name in ("ada", "bea", "cleo"):
            stage.club.finished(contact=stage.club.person(first_name=name, email=f"{name}@example.org"))
        while records := kept.taken():
            again = [*records, *chance.sample(records, k=len(records) // 2)]
            deliver(chance.sample(again, k=len(again)) if shuffled else records)
        ends.append(settled(stage))
        leave()
    tally("batches of the stream shuffled and repeated", 1, bad=ends[0] != ends[1])

    assert ends[0] == ends[1]


def test_poison_amid_a_hundred_keeps_back_none_of_the_others(stage: Stage) -> None:
    kept = Kept(stage)
    told = [_event(stage, f"{number:024x}", "achievement_completed") for number in range(99)]
    told.insert(50, _event(stage, "f" * 24, "no_such_event"))
    table = stage.house.wired.table.of(stage.club.tenant)
    for event in told:
        table.put(EVENTS.new(stage.club.tenant, tell(event)))

    failed = deliver(kept.taken())

    followed = {item["uid"] for item in stage.items() if item["sk"] == "EV" and "followed" in item}
    aside = stage.club.got(f"event/{'f' * 24}/")
    assert failed == []
    assert followed == {f"{number:024x}" for number in range(99)}
    assert (aside["state"], aside["reason"]) == (
        "set_aside",
        "LookupError: no reactions are known for no_such_event",
    )


def test_a_stream_that_was_dead_for_25_hours_costs_time_and_its_records_come_back_to_no_effect(
    stage: Stage,
) -> None:
    stage.witness.watching = True
    kept = Kept(stage)
    stage.club.finished()
    lost = kept.taken()

    stage.house.clock.turn_to(stage.house.clock.now() + timedelta(hours=25))
    stage.house.sweep()
    stage.wait(minutes=1)
    stage.house.sweep()
    mailed = len(stage.club.mails())
    deliver(lost)
    settled(stage)

    assert (mailed, len(stage.club.mails())) == (1, 1)


def test_after_three_days_the_event_is_followed_without_a_mail(stage: Stage) -> None:
    """An event older than 36 hours fires no trigger (contract, face 003): nobody is told old news by chance."""
    kept = Kept(stage)
    stage.club.finished()
    kept.taken()

    stage.house.clock.turn_to(stage.house.clock.now() + timedelta(days=3))
    stage.calm()
    (event,) = stage.club.got("event/?type=achievement_completed")["results"]

    assert (event["state"], stage.club.mails()) == ("followed", [])


def test_a_record_without_images_is_enough(stage: Stage) -> None:
    """Only the keys of a record are believed: a view type that was changed breaks nothing."""
    kept = Kept(stage)
    stage.club.finished()

    while records := kept.taken():
        for record in records:
            for image in ("NewImage", "OldImage"):
                record["dynamodb"].pop(image, None)
        assert deliver(records) == []

    assert len(stage.club.mails()) == 1


def _event(stage: Stage, uid: str, name: str) -> Event:
    return Event(
        name=name,
        uid=uid,
        resource="achievement",
        subject="1" * 24,
        contact=None,
        occurred_at=stage.house.clock.now(),
        data={},
    )
