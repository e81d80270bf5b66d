"""How a contact stands with several memberships: the best status, its dates, the unbroken chain."""

from datetime import UTC, date, datetime

from chalicelib.domain.membership import Status
from chalicelib.domain.renewal import renew
from chalicelib.domain.standing import Standing, standing

from .memberships import a_membership, a_type

YEAR = {"period": "P1Y", "joined": "2026-01-01", "grace_days": 30}
KIND = a_type(YEAR)
NAMES = {"grade-f": "Membership Grade F"}
SPRING = datetime(2026, 4, 1, tzinfo=UTC)
ADVENT = datetime(2026, 12, 1, tzinfo=UTC)
NEXT_SPRING = datetime(2027, 4, 1, tzinfo=UTC)


def test_without_memberships_nothing_is_said():
    assert standing([], NAMES, SPRING) == Standing()


def test_the_best_status_of_several_speaks():
    lapsed = a_membership(**(YEAR | {"joined": "2020-01-01", "uid": "1", "number": "1"}))
    cancelled = a_membership(**YEAR, uid="2", number="2", cancel_on="2026-02-01")
    pending = a_membership(**YEAR, uid="3", number="3", decided="pending")
    active = a_membership(**YEAR, uid="4", number="4")

    records = [cancelled, lapsed, pending, active]
    said = []
    while records:
        stands = standing(records, NAMES, SPRING)
        said.append((stands.membership_record_status, stands.membership_numbers))
        records.pop()
        records.sort(key=lambda one: list(Status).index(one.status(SPRING)), reverse=True)

    assert said == [
        (Status.ACTIVE, ("4",)),
        (Status.PENDING, ("3",)),
        (Status.LAPSED, ("1",)),
        (Status.CANCELLED, ("2",)),
    ]


def test_an_application_alone_has_no_dates():
    stands = standing([a_membership(**YEAR, decided="pending")], NAMES, SPRING)

    assert (stands.member_since, stands.member_till, stands.active_memberships_for_display) == (
        None,
        None,
        (),
    )
    assert stands.membership_numbers == ("EAB54",)


def test_a_renewal_counts_before_it_begins_and_the_name_is_said_once():
    membership = a_membership(**YEAR)
    following = renew(membership, KIND, now=ADVENT)

    for now in (ADVENT, NEXT_SPRING):
        assert standing([following, membership], NAMES, now) == Standing(
            membership_record_status=Status.ACTIVE,
            member_since=date(2026, 1, 1),
            member_till=date(2028, 1, 1),
            member_till_plus_grace=date(2028, 1, 31),
            membership_numbers=("EAB54",),
            active_memberships_for_display=("Membership Grade F",),
        )


def test_who_cancels_with_a_renewal_ahead_is_cancelled_on_that_day():
    membership = a_membership(**YEAR)
    following = renew(membership, KIND, now=ADVENT)
    membership.cancel(ADVENT, following=following)

    stands = standing([membership, following], NAMES, NEXT_SPRING)

    assert stands.membership_record_status is Status.CANCELLED
    assert (stands.member_since, stands.member_till) == (date(2026, 1, 1), date(2026, 12, 1))


def test_who_cancels_the_period_after_a_renewal_is_cancelled_not_lapsed():
    membership = a_membership(**YEAR)
    following = renew(membership, KIND, now=ADVENT)
    following.cancel(NEXT_SPRING)

    stands = standing([membership, following], NAMES, NEXT_SPRING)

    assert stands.membership_record_status is Status.CANCELLED
    assert (stands.member_since, stands.member_till) == (date(2026, 1, 1), date(2027, 4, 1))


def test_memberships_that_meet_or_overlap_are_one_chain_and_a_gap_breaks_it():
    first = a_membership(**(YEAR | {"joined": "2020-01-01", "uid": "1"}))
    gap = a_membership(**(YEAR | {"joined": "2023-01-01", "uid": "2"}))
    meeting = a_membership(**(YEAR | {"joined": "2024-01-01", "uid": "3"}))
    overlapping = a_membership(**(YEAR | {"joined": "2024-06-01", "uid": "4"}))
    running = a_membership(**(YEAR | {"joined": "2025-06-01", "uid": "5"}))

    stands = standing([running, first, overlapping, gap, meeting], NAMES, SPRING)

    assert stands.member_since == date(2023, 1, 1)


def test_of_two_lapsed_memberships_the_later_gives_the_chain():
    old = a_membership(**(YEAR | {"joined": "2015-01-01", "uid": "9"}))
    later = a_membership(**(YEAR | {"joined": "2020-01-01", "uid": "2"}))

    stands = standing([old, later], NAMES, SPRING)

    assert (stands.member_since, stands.member_till) == (date(2020, 1, 1), date(2021, 1, 1))


def test_an_application_never_lengthens_the_chain():
    application = a_membership(**(YEAR | {"joined": "2025-01-01"}), uid="1", decided="pending")
    active = a_membership(**YEAR, uid="2")

    assert standing([application, active], NAMES, SPRING).member_since == date(2026, 1, 1)


def test_a_lapsed_membership_gives_an_application_no_dates():
    lapsed = a_membership(**(YEAR | {"joined": "2020-01-01"}), uid="1")
    application = a_membership(**YEAR, uid="2", decided="pending")

    stands = standing([lapsed, application], NAMES, SPRING)

    assert stands.membership_record_status is Status.PENDING
    assert (stands.member_till, stands.member_till_plus_grace) == (None, None)
