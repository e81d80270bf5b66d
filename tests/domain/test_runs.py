"""Runs over all members of a tenant, real and simulated: where they are, what is due, where they go on."""

import base64
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.refusals import Invalid
from chalicelib.domain.retroactive import SETTLED, WALKS, RetroactiveRun
from chalicelib.domain.rules.model import ActivityEvent
from chalicelib.domain.simulation import SHELVES, Period, Place

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
TICK = timedelta(microseconds=1)


def a_run(walk: int = 0) -> RetroactiveRun:
    return RetroactiveRun("a", NOON, NOON, walk=walk)


def test_it_walks_along_all_members_and_then_along_those_that_were_just_made() -> None:
    assert [(walk.shelf, walk.again) for walk in WALKS] == [
        ("person", False),
        ("organisation", False),
        ("person", True),
        ("organisation", True),
    ]


def test_a_stretch_moves_it_on_along_its_walk() -> None:
    run, at = a_run(), NOON + TICK

    run.advance(seen=3, failed=1, after="m3", at=at)
    run.advance(seen=2, failed=1, after=None, at=at + TICK)

    assert (run.walk, run.after, run.seen, run.failed, run.last_updated) == (1, None, 5, 2, at + TICK)


def test_who_is_gone_through_again_is_not_seen_twice() -> None:
    run = a_run(walk=2)

    run.advance(seen=3, failed=1, after="m3", at=NOON)

    assert (run.walk, run.after, run.seen, run.failed) == (2, "m3", 0, 1)


@pytest.mark.parametrize("walk", [0, 1])
def test_it_is_due_behind_whatever_was_due_before_its_last_move(walk: int) -> None:
    moved = replace(a_run(walk), last_updated=NOON + TICK)

    assert moved.due == NOON + TICK


@pytest.mark.parametrize("walk", [2, 3])
def test_who_was_just_made_is_looked_for_once_they_stand_in_the_index(walk: int) -> None:
    early, late = a_run(walk), replace(a_run(walk), last_updated=NOON + SETTLED + TICK)

    assert early.due == NOON + SETTLED
    assert late.due == NOON + SETTLED + TICK


def test_after_the_last_walk_or_once_stopped_it_is_finished() -> None:
    walked, stopped = a_run(walk=len(WALKS) - 1), a_run()
    assert not walked.finished and not stopped.finished

    walked.advance(seen=0, failed=0, after=None, at=NOON)
    stopped.stop(at=NOON + TICK)

    assert walked.finished and walked.due is None
    assert stopped.finished and stopped.due is None and stopped.last_updated == NOON + TICK


@pytest.mark.parametrize(
    ("start", "end", "held"),
    [
        (None, None, True),
        (NOON, None, True),
        (NOON + TICK, None, False),
        (None, NOON, False),
        (None, NOON + TICK, True),
        (NOON, NOON + TICK, True),
    ],
)
def test_a_period_holds_its_first_instant_and_not_its_last(
    start: datetime | None, end: datetime | None, held: bool
) -> None:
    assert Period(start, end).holds(ActivityEvent("e", NOON, "sale")) is held


def test_a_period_ends_after_it_begins() -> None:
    for good in (Period(), Period(NOON), Period(None, NOON), Period(NOON, NOON + TICK)):
        good.check()
    for wrong in (Period(NOON, NOON), Period(NOON, NOON - TICK)):
        with pytest.raises(Invalid) as refused:
            wrong.check()
        assert list(refused.value.fields) == ["to"]


@pytest.mark.parametrize(
    "place",
    [Place(), Place(1, "2026-11-21T12:00:00.000001Z"), Place(0, "2026-11-21T12:00:00Z#" + "0af1" * 6)],
)
def test_a_place_is_read_as_it_was_given_out(place: Place) -> None:
    assert Place.read(place.token()) == place
    assert SHELVES[place.shelf] in ("person", "organisation")


@pytest.mark.parametrize(
    "text",
    ["2|0", "0|", "|0", "0", "0|x", "0|" + "1" * 41, "0|1#0af", "0|1#" + "0AF1" * 6, "0|1\n", "-1|0", "0|ü"],
)
def test_what_is_no_place_is_refused(text: str) -> None:
    forged = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    with pytest.raises(Invalid) as refused:
        Place.read(forged)

    assert list(refused.value.fields) == ["after"]


@pytest.mark.parametrize("token", ["", "x", "!!!!", "M!Hw!w", "MHww MHww", "é", "_w"])
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(Invalid):
        Place.read(token)


def test_a_place_needs_no_padding_of_its_text() -> None:
    assert Place().token() == "MHww"
    assert Place(after="12").token() == "MHwxMg"
