"""What of a sweep's word is well: each limit, on both of its sides."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.readiness import LATE, LATE_MAIL, SILENCE, Tick, checks

NOON = datetime(2026, 11, 22, 12, 4, tzinfo=UTC)
WELL = Tick(NOON, done=3, failed=0)
SECOND = timedelta(seconds=1)


def bad(tick: Tick | None, now: datetime = NOON) -> dict[str, Any]:
    return {name: check.value for name, check in checks(tick, "1", now=now).items() if not check.ok}


def test_a_sweep_that_found_nothing_late_is_well() -> None:
    assert bad(WELL) == {}
    assert checks(WELL, "1", now=NOON)["last_sweep"].value == NOON


def test_nothing_is_known_before_the_first_word() -> None:
    assert bad(None) == {"last_sweep": None}


@pytest.mark.parametrize(("silent", "found"), [(SILENCE, {}), (SILENCE + SECOND, {"last_sweep": NOON})])
def test_silence_is_bad_after_two_words_that_did_not_come(silent: timedelta, found: dict[str, Any]) -> None:
    assert bad(WELL, NOON + silent) == found


@pytest.mark.parametrize(("late", "found"), [(LATE, {}), (LATE + SECOND, {"due_work_oldest_s": 301})])
def test_due_work_is_late_as_the_alarm_has_it(late: timedelta, found: dict[str, Any]) -> None:
    assert bad(replace(WELL, since=NOON - late)) == found


@pytest.mark.parametrize(
    ("late", "found"), [(LATE_MAIL, {}), (LATE_MAIL + SECOND, {"outbox_due_oldest_s": 901})]
)
def test_mail_is_late_as_the_alarm_has_it(late: timedelta, found: dict[str, Any]) -> None:
    assert bad(replace(WELL, mail_since=NOON - late)) == found


def test_what_failed_and_what_ses_refuses_is_told() -> None:
    assert bad(replace(WELL, failed=2, paused=True)) == {"due_failed": 2, "sending": "paused"}


@pytest.mark.parametrize(
    ("tick", "worth"),
    [
        (WELL, True),
        (replace(WELL, at=NOON + timedelta(minutes=1)), False),
        (replace(WELL, at=NOON + timedelta(minutes=1), paused=True), True),
        (replace(WELL, at=NOON + timedelta(minutes=1), since=NOON), True),
        (replace(WELL, at=NOON + timedelta(minutes=5)), True),
    ],
)
def test_a_word_is_left_each_fifth_minute_and_whenever_something_is_wrong(tick: Tick, worth: bool) -> None:
    assert tick.worth_a_word(None) is worth


@pytest.mark.parametrize(
    ("last", "worth"),
    [
        (replace(WELL, at=NOON - timedelta(minutes=3)), False),
        (replace(WELL, at=NOON - timedelta(minutes=4)), True),
        (replace(WELL, at=NOON, since=NOON - timedelta(hours=1)), True),
        (replace(WELL, at=NOON, paused=True), True),
    ],
)
def test_that_all_is_well_again_is_said_at_once_and_what_is_old_anew(last: Tick, worth: bool) -> None:
    assert replace(WELL, at=NOON + timedelta(minutes=1)).worth_a_word(last) is worth
