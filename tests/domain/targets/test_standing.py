"""What a reader sees: every cycle, the streak, and a time line that says why."""

import pytest

from chalicelib.domain.targets.cycles import PeriodStatus
from chalicelib.domain.targets.enrolment import Enrolment
from chalicelib.domain.targets.standing import standing
from chalicelib.domain.targets.timeline import WORDS, timeline

from .making import Life, a_milestone, a_streak, at


def test_who_was_never_enrolled_sees_every_cycle_with_nothing_in_it():
    life = Life(a_milestone(), now="2026-07-10").happens(400)

    cycles = standing(life.scheme, None, life.sums, now=life.now).cycles

    assert [(one.value, one.goal, one.enrolled, one.achieved) for one in cycles] == [
        (0, 1000, False, None)
    ] * 5
    assert [one.status for one in cycles] == [
        PeriodStatus.PAST,
        PeriodStatus.CURRENT,
        *[PeriodStatus.FUTURE] * 3,
    ]


def test_a_milestone_has_no_streak():
    life = Life(a_milestone())

    assert standing(life.scheme, None, {}, now=life.now).streak is None


def test_who_was_never_enrolled_has_a_streak_of_nothing():
    life = Life(a_streak()).happens()

    assert (life.streak.current, life.streak.best, life.levels) == (0, 0, [])
    assert [level.name for level, _ in life.streak.levels] == ["l1", "l2", "l3", "l4"]


def test_levels_say_when_they_were_reached():
    life = Life(a_streak()).enrol().happens()

    assert life.streak.levels[0][1] == life.now
    assert life.streak.levels[1][1] is None


def told(life: Life) -> list[tuple[str, str, str | None, int | None, str]]:
    line = timeline(life.scheme, life.enrolment, now=life.now)
    return [(f"{entry.at:%m-%dT%H}", entry.what, entry.cycle, entry.streak, entry.note) for entry in line]


def test_a_time_line_names_every_cycle_of_the_run():
    life = Life(a_streak(), now="2026-06-01T09:00").enrol().happens()
    life.give(1).pause("2026-06-03", "2026-06-04")
    life.go("2026-06-04T10:00").happens().go("2026-06-06T08:00").leave()

    assert told(life) == [
        ("06-01T09", "enrolled", None, None, ""),
        ("06-01T09", "achieved", "d_1", None, ""),
        ("06-01T09", "met", "d_1", 1, ""),
        ("06-01T09", "level_reached", None, None, "l1"),
        ("06-01T09", "freezes_given", None, None, "1"),
        ("06-03T00", "frozen", "d_2", 1, ""),
        ("06-03T00", "pause", None, None, "2026-06-03 to 2026-06-04"),
        ("06-04T00", "paused", "d_3", 1, ""),
        ("06-04T10", "achieved", "d_4", None, ""),
        ("06-04T10", "met", "d_4", 2, ""),
        ("06-04T10", "level_reached", None, None, "l2"),
        ("06-06T00", "broke", "d_5", 0, ""),
        ("06-06T08", "unenrolled", None, None, ""),
    ]


def test_a_reset_begins_the_time_line_of_the_run_anew():
    life = Life(a_streak(), now="2026-06-01T09:00").enrol().happens().leave()

    life.go("2026-06-01T11:00").enrol(reset=True)

    assert told(life) == [
        ("06-01T09", "unenrolled", None, None, ""),
        ("06-01T09", "enrolled", None, None, ""),
        ("06-01T09", "achieved", "d_1", None, ""),
        ("06-01T11", "reset", None, 0, ""),
        ("06-01T11", "enrolled", None, None, ""),
    ]


def test_a_milestone_has_a_time_line_too_and_nobody_has_none():
    life = Life(a_milestone()).enrol("c1").happens(1000)

    assert [what for _, what, *_ in told(life)] == ["enrolled", "achieved"]
    assert timeline(life.scheme, None, now=life.now) == ()


def test_a_missed_cycle_of_no_streak_is_in_the_time_line():
    life = Life(a_streak()).enrol().go("2026-06-02")

    assert told(life)[-1] == ("06-02T00", "missed", "d_1", 0, "")


def test_nothing_was_ever_entered_by_a_bare_record():
    begun = at("2026-06-01")
    bare = Enrolment(contact="olga", group="7", target="11", event="sale", created=begun, last_updated=begun)

    assert timeline(a_streak(), bare, now=at("2026-06-05")) == ()
    assert bare.uid == "olga-11"


@pytest.mark.parametrize("word", WORDS)
def test_every_word_of_the_time_line_is_plain(word):
    assert word == word.lower()
    assert " " not in word


def test_a_time_line_that_has_forgotten_the_first_runs_begins_with_the_oldest_that_is_known():
    life = Life(a_streak(), now="2026-06-01T09:00").enrol().leave()
    life.go("2026-06-01T10:00").enrol(reset=True).leave().go("2026-06-01T11:00").enrol(reset=True)
    life.enrolment.spans = life.enrolment.spans[1:]

    assert told(life) == [
        ("06-01T10", "unenrolled", None, None, ""),
        ("06-01T10", "enrolled", None, None, ""),
        ("06-01T11", "reset", None, 0, ""),
        ("06-01T11", "enrolled", None, None, ""),
    ]
