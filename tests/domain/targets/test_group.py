"""Target groups: their cycles are appended, moved and dropped only as long as they have not begun."""

import pytest

from chalicelib.domain.refusals import Invalid
from chalicelib.domain.targets.group import TargetGroup, Tracking
from chalicelib.domain.targets.refusals import Begun, Overlap, PeriodNotFound

from .making import MADE, Life, a_group, a_streak, at, day, days, five_months

JULY = at("2026-07-10")


def named(**given) -> TargetGroup:
    settled = {"uid": "7", "name": "ABC", "tracking": Tracking.DEFAULT, "zone": "UTC"}
    return TargetGroup(**{**settled, "created": MADE, "last_updated": MADE, **given})


@pytest.mark.parametrize("given", [{"name": ""}, {"name": "x" * 201}, {"zone": "Europe/Lundon"}])
def test_a_group_has_a_name_and_a_zone_that_exists(given):
    with pytest.raises(Invalid):
        named(**given).check()


def test_appended_cycles_are_numbered_on_and_numbers_never_return():
    group = a_group(five_months())
    group.append([("c6", day("2026-11-01"), day("2026-12-01"))])
    group.drop(6, now=JULY)

    (added,) = group.append([("c7", day("2026-11-01"), day("2026-12-01"))])

    assert added.number == 7
    assert group.cycle(7) is added


def test_appended_cycles_may_not_overlap_and_change_nothing_then():
    group = a_group(five_months())

    with pytest.raises(Overlap):
        group.append([("c6", day("2026-10-31"), day("2026-12-01"))])

    assert len(group.cycles) == 5


def test_who_is_enrolled_is_enrolled_in_appended_cycles_too():
    life = Life(a_streak(days(2))).enrol().happens()

    life.scheme.group.append([("new", day("2026-06-03"), day("2026-06-04"))])

    assert life.enrolled == ["d_1", "d_2", "new"]


def test_a_streak_that_outlives_the_last_cycle_is_looked_at_again_then():
    life = Life(a_streak(days(2))).enrol().happens().go("2026-06-02").happens()
    assert life.enrolment and life.enrolment.due == at("2026-06-03")
    life.scheme.group.append([("new", day("2026-06-03"), day("2026-06-04"))])

    life.go("2026-06-03").sweep()

    assert life.enrolment.due == at("2026-06-04")
    life.go("2026-06-04").sweep()
    assert life.names("streak_broken") == ["new"]
    assert life.enrolment.due is None


def test_a_cycle_to_come_is_moved():
    group = a_group(five_months())

    group.move(3, day("2026-08-05"), day("2026-08-25"), now=JULY)

    assert group.cycle(3).start == day("2026-08-05")


@pytest.mark.parametrize(
    ("number", "start", "refusal"),
    [
        (1, "2026-08-05", Begun),
        (2, "2026-08-05", Begun),
        (3, "2026-07-05", Begun),
        (3, "2026-07-25", Overlap),
    ],
)
def test_a_cycle_that_has_begun_stays_and_none_is_moved_into_the_past_or_another(number, start, refusal):
    with pytest.raises(refusal):
        a_group(five_months()).move(number, day(start), day("2026-08-25"), now=JULY)


def test_cycles_that_have_begun_and_the_last_one_of_all_are_not_dropped():
    with pytest.raises(Begun):
        a_group(five_months()).drop(2, now=JULY)
    with pytest.raises(Overlap):
        a_group(days(1)).drop(1, now=at("2026-05-01"))


def test_a_number_that_no_cycle_has_is_refused():
    with pytest.raises(PeriodNotFound):
        a_group(days(1)).cycle(2)
