"""The steps that a membership takes by itself, and the ones that later facts change."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.domain.membership import Status
from chalicelib.domain.moments import Moment, chain, fires_trigger, next_moment, take_step
from chalicelib.domain.renewal import renew

from .memberships import a_membership, a_type, run_the_job

YEAR = {"period": "P1Y", "joined": "2026-01-01", "grace_days": 30}
KIND = a_type(YEAR)
ADVENT = datetime(2026, 12, 1, 12, tzinfo=UTC)
IN_GRACE = datetime(2027, 1, 15, 9, tzinfo=UTC)
END = datetime(2027, 1, 1, tzinfo=UTC)


def test_nothing_is_taken_before_its_moment():
    membership = a_membership(**YEAR)

    assert take_step(membership, KIND, now=next_moment(membership).at - timedelta(microseconds=1)) is None

    assert membership.take_events() == []


def test_a_reminder_tells_its_day_and_the_end_that_it_means():
    membership = a_membership(**YEAR)
    due = next_moment(membership)

    step = take_step(membership, KIND, now=due.at + timedelta(minutes=1))

    [event] = membership.take_events()
    assert step.moment == due == membership.reached
    assert (event.name, event.occurred_at, event.data["end"]) == ("expiring_6wk", due.at, "2027-01-01")
    assert take_step(membership, KIND, now=due.at + timedelta(minutes=2)) is None


def test_two_jobs_that_come_to_the_same_moment_tell_the_same_event():
    first, second = a_membership(**YEAR), a_membership(**YEAR)
    due = next_moment(first).at

    [told] = run_the_job(first, KIND, due)
    [again] = run_the_job(second, KIND, due + timedelta(seconds=3))

    assert told == again


def test_the_day_of_a_cancellation_is_kept_in_the_record():
    membership = a_membership(**YEAR)
    membership.cancel(ADVENT, when=date(2026, 12, 20), reason="moving")
    membership.take_events()

    [event] = run_the_job(membership, KIND, datetime(2026, 12, 20, tzinfo=UTC))

    assert (event.name, event.data["reason"]) == ("cancelled_membership", "moving")
    assert membership.decided is Status.CANCELLED
    assert chain(membership) == ()


def test_an_early_renewal_silences_the_reminders_and_is_told_of_at_its_start():
    membership = a_membership(**YEAR)
    following = renew(membership, KIND, now=ADVENT)
    following.take_events()

    assert next_moment(membership) is None
    assert next_moment(following) == Moment(END, "renewed_membership")
    [event] = run_the_job(following, KIND, END)
    assert (event.name, event.subject, event.data["start"]) == (
        "renewed_membership",
        following.uid,
        "2027-01-01",
    )


def test_a_late_renewal_begins_when_it_is_made_so_that_its_mail_still_goes():
    following = renew(a_membership(**YEAR), KIND, now=IN_GRACE)
    following.take_events()

    [event] = run_the_job(following, KIND, IN_GRACE)

    assert (event.name, event.occurred_at) == ("renewed_membership", IN_GRACE)


def test_auto_renewal_makes_the_next_record_as_of_the_end_however_late_it_runs():
    membership = a_membership(**YEAR, auto_renew=True, reached="2026-12-31T12:00:00Z")
    late = END + timedelta(hours=72)

    step = take_step(membership, KIND, now=late)

    [confirmation] = step.following.take_events()
    assert (confirmation.name, confirmation.occurred_at) == ("renewal_confirmation", late)
    assert step.following.term.start == END.date()
    assert next_moment(step.following) == Moment(END, "renewed_membership")
    assert next_moment(membership) is None


def test_auto_renewal_that_is_switched_on_in_grace_renews_from_the_old_end():
    membership = a_membership(**YEAR, reached="2026-12-31T12:00:00Z")
    membership.set_auto_renew(True, IN_GRACE)

    step = take_step(membership, KIND, now=IN_GRACE)

    assert step.following.term.start == END.date()


def test_an_event_older_than_36_hours_fires_no_trigger():
    assert fires_trigger(END, END + timedelta(hours=36))
    assert not fires_trigger(END, END + timedelta(hours=36, microseconds=1))


def test_no_two_moments_share_an_instant():
    for given in (YEAR, YEAR | {"grace_days": 0}, YEAR | {"auto_renew": True}):
        for record in (a_membership(**given), renew(a_membership(**given), KIND, now=ADVENT)):
            instants = [moment.at for moment in chain(record)]
            assert len(set(instants)) == len(instants)


def test_nothing_renews_by_itself_without_the_type_that_it_renews_to():
    membership = a_membership(**YEAR, auto_renew=True)

    with pytest.raises(ValueError, match="an auto-renewal needs the membership's type"):
        run_the_job(membership, None, END)

    assert membership.renewed_as is None
