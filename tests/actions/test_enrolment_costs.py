"""What enrolling costs and what showing it costs, by AWS's rules: the same in the hundredth cycle."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.actions import importing
from chalicelib.domain.targets.enrolling import Wish
from chalicelib.domain.targets.many import from_records
from chalicelib.domain.targets.refusals import AlreadyEnrolled
from sandbox.meter import UNNAMED, Usage
from tests.actions.test_enrolling_many import begun
from tests.actions.test_enrolments import NOVEMBER, OTHER
from tests.domain.targets.making import days
from tests.enrolling import Desk
from tests.targeting import Range, sale


def spent(at: Range, act: Callable[[], Any]) -> Usage:
    meter = at.house.meter
    assert meter is not None
    meter.reset()
    act()
    return meter.snapshot()[UNNAMED]


@pytest.fixture
def quiet(at: Range, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Who is asked for is known, so that only the actions are metered."""
    where = {uid: desk._where("ada", uid) for uid in (OTHER, "900000001")}
    monkeypatch.setattr(desk, "_where", lambda who, uid: where[uid])
    contact = where[OTHER][3]
    monkeypatch.setattr(at.arena, "contact", lambda who: contact)
    return desk


def measured(at: Range, cycles: Any) -> None:
    at.streak(cycles)
    at.milestone(cycles, uid=OTHER)


@pytest.fixture(params=[NOVEMBER, days(100, "2026-08-20")], ids=["ten cycles", "a hundred"])
def cycles(request: pytest.FixtureRequest, at: Range) -> Any:
    measured(at, request.param)
    return request.param


def test_to_enrol_is_two_reads_and_one_transaction(at, cycles, quiet):
    first = spent(at, lambda: quiet.enrol())

    # the group and the target; then the enrolment and the progress: consistently
    assert first.by_call == {"BatchGetItem": 2, "TransactWriteItems": 1}
    assert first.rru == (4 if cycles is NOVEMBER else 5)
    # the enrolment and the progress, each twice for the transaction; its place among the target's
    assert first.wru == 2 + 2 + 1


def test_to_enrol_with_the_whole_goal_adds_the_event_that_it_tells(at, cycles, quiet):
    usage = spent(at, lambda: quiet.enrol(None, 100, uid=OTHER))

    # the event 2; its places in due, list and subject 3
    assert usage.wru == 5 + 2 + 3


def test_to_leave_to_pause_and_to_give_freezes_cost_no_more(at, cycles, quiet):
    quiet.enrol()
    at.arena.told(sale(1, 1))

    gift = spent(at, lambda: quiet.give(1))
    pause = spent(at, lambda: quiet.pause("2026-11-22", "2026-11-23"))
    left = spent(at, lambda: quiet.leave())

    for each in (gift, pause, left):
        assert each.by_call == {"BatchGetItem": 2, "TransactWriteItems": 1}
    # the enrolment and the progress; its place among what is due, which is moved, moved, and left
    assert (gift.wru, pause.wru, left.wru) == (4 + 2, 4 + 2, 4 + 1)


def test_a_status_is_one_query_and_one_batch_however_many_cycles_are_past(at, cycles, quiet):
    quiet.enrol()
    quiet.enrol(uid=OTHER)
    at.arena.told(sale(1, 1))

    shown = spent(at, lambda: quiet.stands())

    assert shown.by_call == {"Query": 1, "BatchGetItem": 1}
    assert (shown.rru, shown.wru) == (6 if cycles is NOVEMBER else 8, 0)


def test_a_refused_enrol_writes_nothing(at, cycles, quiet):
    quiet.enrol()

    def again() -> None:
        with pytest.raises(AlreadyEnrolled):
            quiet.enrol()

    refused = spent(at, again)

    assert (refused.wru, refused.by_call) == (0, {"BatchGetItem": 2})


def test_many_are_enrolled_fifty_in_a_transaction_for_what_each_costs_alone(at, desk):
    at.milestone(NOVEMBER)
    crowd = [f"m{number}" for number in range(100)]
    at.met(*crowd)
    begun(at, from_records([(desk.number(who), Wish()) for who in crowd]))
    now = at.now

    usage = spent(
        at, lambda: importing.go_on(at.table, "a" * 24, clock=lambda: now, until=now + timedelta(days=1))
    )

    # a hundred times 2 + 2 + 1, as alone; the job: its plan, how far it is in one write with its lines taken
    # away, its due place
    assert usage.wru == 506
    assert usage.by_call["TransactWriteItems"] == 3
    assert (usage.calls, usage.rru) == (11, 305)
