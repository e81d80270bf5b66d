"""A record that the stream gave up, and a replay of all that waits."""

from datetime import UTC, datetime, timedelta

from chalicelib.domain.failure import failing
from chalicelib.domain.left import LONGEST_REASON, Left, left_uid
from chalicelib.domain.replay_run import ReplayRun

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


def a_record() -> Left:
    return Left("u" * 24, "t#EV#1", "EV", "RecordAgeExceeded", "shard 1 to 2", NOON, NOON, due=NOON)


def test_a_record_waits_once_it_has_failed_by_itself_and_not_before() -> None:
    one = a_record()
    before = one.waiting

    one.fail("KeyError at book.py:1", at=LATER)

    assert (before, one.waiting) == (False, True)
    assert (one.due, one.failed, one.attempts, one.last_updated) == (None, LATER, 1, LATER)


def test_a_record_that_is_replayed_waits_no_more_even_within_the_same_instant() -> None:
    one = a_record()
    one.fail("KeyError", at=NOON)

    one.follow_again(at=NOON)

    assert (one.waiting, one.due) == (False, NOON)


def test_a_record_that_succeeds_at_last_is_settled_and_keeps_that_it_failed() -> None:
    one = a_record()
    one.fail("KeyError", at=NOON)
    one.follow_again(at=LATER)

    one.done(at=LATER)

    assert (one.waiting, one.due, one.settled, one.failed, one.attempts) == (False, None, LATER, NOON, 2)


def test_a_record_that_comes_again_after_it_succeeded_may_wait_again() -> None:
    one = a_record()
    one.fail("KeyError", at=NOON)
    one.done(at=NOON)
    one.follow_again(at=LATER)

    one.fail("ValueError", at=LATER)

    assert (one.waiting, one.reason, one.settled) == (True, "ValueError", None)


def test_a_reason_is_kept_short() -> None:
    one = a_record()

    one.fail("x" * 1000, at=NOON)

    assert one.reason == "x" * LONGEST_REASON


def test_the_same_place_is_the_same_record_and_another_place_another() -> None:
    assert left_uid("t#EV#1", "EV") == left_uid("t#EV#1", "EV")
    assert len({left_uid("t#EV#1", "EV"), left_uid("t#EV#2", "EV"), left_uid("t#EV#1", "O")}) == 3
    assert len(left_uid("t#EV#1", "EV")) == 24


def test_what_never_failed_stands_nowhere() -> None:
    assert failing("mail", None, waiting=False) is None


def test_what_failed_waits_or_was_replayed() -> None:
    found = [failing("mail", NOON, waiting=waiting) for waiting in (True, False)]

    assert [(one.kind, one.since, one.state) for one in found if one] == [
        ("mail", NOON, "waiting"),
        ("mail", NOON, "replayed"),
    ]


def test_a_replay_goes_from_place_to_place_and_ends_where_there_is_none() -> None:
    run = ReplayRun(NOON, NOON, due=NOON)

    run.went_on("a", replayed=3, passed=1, at=LATER)
    halfway = (run.after, run.ended, run.due)
    run.went_on(None, replayed=1, passed=0, at=LATER)

    assert halfway == ("a", None, NOON)
    assert (run.after, run.ended, run.due, run.replayed, run.passed) == ("a", LATER, None, 4, 1)
