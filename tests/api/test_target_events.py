"""Events reach targets over the whole road: by their own time, each in one cycle, each once."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.actions import counting, targets
from chalicelib.domain.targets.target import TargetType
from chalicelib.store import target_keys
from chalicelib.store.writes import Put
from tests.competing import EVENTS, Arena, win
from tests.domain.targets.making import days
from tests.secretary import Secretary
from tests.targeting import TARGET, Range, progress_of, sale

ASIDE = f"{EVENTS}/quarantine"
NOVEMBER = days(10, "2026-11-18")


@pytest.fixture
def range_(office: Secretary) -> Range:
    found = Range(Arena(office.club))
    found.met("ada", "bob")
    return found


def day(number: int, hour: int = 12) -> datetime:
    return datetime(2026, 11, number, hour, tzinfo=UTC)


def test_an_event_counts_in_the_cycle_of_its_own_time(range_):
    range_.milestone(NOVEMBER, exclude_before_enrolment=False)
    range_.enrolled()

    range_.arena.told(sale(1, 30), sale(2, 12, at=day(21, 0)), sale(3, 5, at=day(20, 23)))
    range_.house.settle()

    assert range_.values() == {"d_4": 42}


def test_a_goal_is_told_once_and_by_the_event_that_reached_it(range_):
    range_.milestone(NOVEMBER)
    range_.enrolled()

    for number in range(1, 5):
        range_.arena.told(sale(number, 40))
    range_.house.settle()

    assert range_.achieved() == ["d_4"]
    assert range_.told("target_achieved") == ["d_4"]


def test_the_same_event_again_counts_once(range_):
    range_.milestone(NOVEMBER)
    range_.enrolled()

    fates = [range_.arena.statuses(sale(1, 60)) for _ in range(3)]
    range_.arena.told(sale(1, 60), sale(1, 60), sale(2, 1))
    range_.house.settle()
    range_.arena.sweep_later()

    assert fates == [["accepted"], ["duplicate"], ["duplicate"]]
    assert range_.values() == {"d_4": 61}
    assert range_.told("target_achieved") == []


def test_a_batch_of_many_contacts_is_netted_and_each_reaches_its_goal(range_):
    range_.milestone(NOVEMBER)
    for who in ("ada", "bob"):
        range_.enrolled(who)

    range_.arena.told(*(sale(n, 10, who) for n in range(10) for who in ("ada", "bob")))
    range_.house.settle()

    assert [range_.achieved(who) for who in ("ada", "bob")] == [["d_4"], ["d_4"]]
    assert range_.told("target_achieved") == ["d_4", "d_4"]


def test_who_is_not_enrolled_is_not_measured_and_pays_for_nothing(range_):
    range_.milestone(NOVEMBER)

    range_.arena.told(win("ada", 1, action="visit"), sale(1, 500))
    range_.house.settle()

    assert progress_of(range_).counted == {}
    assert range_.told("target_achieved") == []


def test_without_the_switch_wh_done_before_the_enrolment_counts(range_):
    range_.milestone(NOVEMBER, exclude_before_enrolment=False)
    range_.arena.told(sale(1, 99, at=day(21, 9)))

    range_.enrolled()
    range_.arena.told(sale(2, 1))

    assert range_.achieved() == ["d_4"]


def test_a_late_event_of_a_cycle_long_let_go_completes_it(range_):
    range_.milestone(days(40, "2026-11-20"))
    range_.enrolled()
    for more in range(1, 31):
        range_.turn_to(day(21) + timedelta(days=more))
        range_.arena.told(sale(more, 50))
    kept = progress_of(range_).counted[TARGET]

    range_.arena.told(sale(100, 50, at=day(23, 14)), sale(101, 49, at=day(24, 14)))
    range_.house.settle()

    assert len(kept) <= 13
    assert range_.achieved() == ["d_4"]
    assert (range_.values()["d_4"], range_.values()["d_5"]) == (100, 99)


def test_returns_take_off_but_nothing_th_reached(range_):
    range_.milestone(NOVEMBER, target_type=TargetType.SALES)
    range_.enrolled()

    range_.arena.told(sale(1, 120))
    range_.arena.told(sale(2, -70))
    range_.arena.told(sale(3, 60))

    assert range_.values() == {"d_4": 110}
    assert range_.told("target_achieved") == ["d_4"]


def test_an_event_that_came_before_the_target_stood_does_not_count(range_):
    range_.arena.told(sale(1, 99))
    range_.turn_to(range_.now + timedelta(minutes=1))
    range_.milestone(NOVEMBER, exclude_before_enrolment=False)

    range_.arena.told(sale(1, 99))
    range_.enrolled()

    assert range_.values() == {}


def test_a_removed_target_counts_no_more_and_nothing_breaks(range_):
    scheme = range_.milestone(NOVEMBER)
    range_.enrolled()
    targets.remove(range_.table, scheme.group.uid, TARGET, at=range_.now)
    range_.arena.told(sale(1, 500))
    range_.house.settle()

    assert range_.told("target_achieved") == []


def test_what_is_no_number_adds_nothing(range_):
    range_.milestone(NOVEMBER, target_type=TargetType.EVENT_ATTRIBUTE, attribute="points")
    range_.enrolled()

    said = ["70", "much", "30"]
    range_.arena.told(*({**sale(n), "metadata": {"points": text}} for n, text in enumerate(said)))
    range_.house.settle()

    assert (range_.achieved(), range_.values()) == (["d_4"], {"d_4": 100})


def test_what_cannot_be_counted_is_set_aside_hides_no_other_and_counts_once_when_it_is_mended(range_):
    range_.milestone(NOVEMBER)
    for who in ("ada", "bob"):
        range_.enrolled(who)
    place = target_keys.enrolment("example", range_.arena.contact("ada"), TARGET)
    whole = range_.table.get(place)
    range_.table.put(Put(place, {**whole, "c": "strange"}, None))

    range_.arena.told(sale(1, 100), sale(1, 100, "bob"))
    range_.house.settle()
    [aside] = range_.arena.club.got(ASIDE)["data"]
    range_.table.put(Put(place, whole, None))
    for _ in range(2):
        range_.arena.club.ask("POST", f"{ASIDE}/{aside['id']}/replay")

    assert "ValueError" in aside["reason"]
    assert (range_.achieved("bob"), range_.achieved()) == (["d_4"], ["d_4"])
    assert range_.values() == {"d_4": 100}


def test_thirty_targets_reached_by_one_event_are_all_told_with_rules_beside_them(range_):
    for number in range(30):
        range_.milestone(NOVEMBER, uid=str(int(TARGET) + number))
        range_.enrolled(uid=str(int(TARGET) + number))

    range_.arena.told(sale(1, 100))
    range_.house.settle()

    assert range_.told("target_achieved") == ["d_4"] * 30


def test_an_event_that_reaches_more_than_one_transaction_can_tell_is_set_aside_and_no_other(
    range_, monkeypatch
):
    monkeypatch.setattr(counting, "MOST_OF_BOTH", 5)
    for number in range(3):
        range_.milestone(NOVEMBER, uid=str(int(TARGET) + number))
        range_.enrolled(uid=str(int(TARGET) + number))

    range_.arena.told(sale(1, 100), sale(2, 5))
    range_.house.settle()

    [aside] = range_.arena.club.got(ASIDE)["data"]
    assert (aside["event"]["eventRefId"], "TooLarge" in aside["reason"]) == ("sale ada 1", True)
    assert range_.values() == {"d_4": 5}
