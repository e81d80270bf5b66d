"""The way through the steps, as pure domain."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.achievement import MOST_EVIDENCE, Achievement, StepMark, check_steps
from chalicelib.domain.events import achievement_completed, achievement_reopened
from chalicelib.domain.refusals import Conflict, Contradiction, Invalid, Locked, NotFound

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
COACH = "/example/person/aaaaaaaaaaaaaaaaaaaaaaaa/"


def an_achievement(steps: int = 3, done: tuple[int, ...] = (), finished: bool = False) -> Achievement:
    achievement = Achievement(
        uid="a" * 24,
        type="b" * 24,
        name="Badge 3",
        contact="c" * 24,
        contact_resource="person",
        contact_name="Ada Berger",
        steps=tuple(f"Step {number}." for number in range(1, steps + 1)),
        created=NOON,
        last_updated=NOON,
        done={number: StepMark(NOON, COACH) for number in done},
    )
    if finished:
        achievement.complete_all_steps(StepMark(NOON, COACH), at=NOON)
        achievement.finish(by=COACH, at=NOON)
        achievement.take_events()
    return achievement


def test_a_completed_step_keeps_its_first_date_and_witness() -> None:
    achievement = an_achievement(done=(2,))

    changed = achievement.complete_step(2, StepMark(LATER, "/example/api_key/x/"), at=LATER)

    assert not changed
    assert achievement.done[2] == StepMark(NOON, COACH)


def test_later_evidence_is_added_and_a_later_note_replaces() -> None:
    achievement = an_achievement()
    achievement.complete_step(1, StepMark(NOON, COACH, "first", ("log 1",)), at=NOON)

    changed = achievement.complete_step(1, StepMark(LATER, COACH, "second", ("log 1", "log 2")), at=LATER)

    assert changed
    assert achievement.done[1] == StepMark(NOON, COACH, "second", ("log 1", "log 2"))


def test_evidence_has_an_end() -> None:
    achievement = an_achievement()
    proofs = tuple(f"log {number}" for number in range(MOST_EVIDENCE))
    achievement.complete_step(1, StepMark(NOON, COACH, None, proofs), at=NOON)

    with pytest.raises(Invalid):
        achievement.complete_step(1, StepMark(NOON, COACH, None, ("one more",)), at=NOON)


def test_uncompleting_twice_changes_nothing() -> None:
    achievement = an_achievement(done=(1,))

    assert achievement.uncomplete_step(1, at=LATER)
    assert not achievement.uncomplete_step(1, at=LATER)


@pytest.mark.parametrize(
    ("number", "name", "meant"),
    [(2, None, 2), (None, "Step 3.", 3), (3, "Step 3.", 3), (1, "Step 1.", 1)],
)
def test_a_step_is_meant_by_number_by_name_or_by_both(
    number: int | None, name: str | None, meant: int
) -> None:
    assert an_achievement().step_number(number, name) == meant


@pytest.mark.parametrize(
    ("number", "name", "refusal"),
    [
        (None, None, Invalid),
        (0, None, NotFound),
        (-1, None, NotFound),
        (4, None, NotFound),
        (None, "Step 4.", NotFound),
        (None, "step 1.", NotFound),
        (None, "Step ..", NotFound),
        (None, "", NotFound),
        (1, "Step 2.", Contradiction),
        (9, "Step 2.", NotFound),
    ],
)
def test_what_means_no_step_is_refused(
    number: int | None, name: str | None, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        an_achievement().step_number(number, name)


def test_finishing_needs_every_step_and_names_the_open_ones() -> None:
    achievement = an_achievement(done=(2,))

    with pytest.raises(Conflict) as refused:
        achievement.finish(by=COACH, at=NOON)

    assert "1 (Step 1.), 3 (Step 3.)" in refused.value.detail
    assert achievement.take_events() == []


def test_finishing_locks_it_and_tells_one_event_with_what_was_true() -> None:
    achievement = an_achievement(done=(1, 2, 3))

    achievement.finish(by=COACH, at=LATER)

    [event] = achievement.take_events()
    assert event.name == "achievement_completed" and event.subject == achievement.uid
    assert event.data["contact_name"] == "Ada Berger"
    assert event.data["finished_date"] == LATER.isoformat()
    assert achievement.take_events() == []


@pytest.mark.parametrize(
    "act",
    [
        lambda it: it.complete_step(1, StepMark(LATER, COACH), at=LATER),
        lambda it: it.uncomplete_step(1, at=LATER),
        lambda it: it.complete_all_steps(StepMark(LATER, COACH), at=LATER),
        lambda it: it.reset_steps(at=LATER),
        lambda it: it.finish(by=COACH, at=LATER),
    ],
    ids=["complete", "uncomplete", "complete all", "reset", "finish"],
)
def test_a_finished_achievement_refuses_further_steps(act) -> None:  # type: ignore[no-untyped-def]
    achievement = an_achievement(finished=True)
    before = dict(achievement.done)

    with pytest.raises(Locked):
        act(achievement)

    assert achievement.done == before and achievement.take_events() == []


def test_reopening_is_told_and_finishing_again_is_another_event() -> None:
    achievement = an_achievement(done=(1, 2, 3))
    achievement.finish(by=COACH, at=NOON)
    achievement.reopen(by=COACH, at=LATER)
    achievement.finish(by=COACH, at=LATER)

    names = [(event.name, event.uid) for event in achievement.take_events()]

    assert [name for name, _ in names] == [
        "achievement_completed",
        "achievement_reopened",
        "achievement_completed",
    ]
    assert len({uid for _, uid in names}) == 3


def test_only_a_finished_one_is_reopened() -> None:
    with pytest.raises(Conflict):
        an_achievement().reopen(by=COACH, at=NOON)


@pytest.mark.parametrize(
    ("done", "steps", "percentage"), [(0, 3, 0), (1, 3, 33), (2, 3, 66), (3, 3, 100), (99, 100, 99)]
)
def test_percentage_is_whole_and_rounded_down(done: int, steps: int, percentage: int) -> None:
    assert an_achievement(steps, tuple(range(1, done + 1))).percentage == percentage


@pytest.mark.parametrize(
    "steps", [[], ["a", "a"], [f"step {n}" for n in range(101)]], ids=["none", "twice", "101"]
)
def test_a_type_has_1_to_100_steps_of_unique_names(steps: list[str]) -> None:
    with pytest.raises(Invalid):
        check_steps(steps)


def test_a_hundred_steps_are_a_type() -> None:
    assert len(check_steps([f"step {n}" for n in range(100)])) == 100


def test_a_reset_undoes_every_step_and_a_second_one_changes_nothing() -> None:
    achievement = an_achievement(done=(1, 3))

    assert achievement.reset_steps(at=LATER)
    assert (achievement.done, achievement.open_steps, achievement.last_updated) == ({}, [1, 2, 3], LATER)
    assert not achievement.reset_steps(at=LATER + timedelta(hours=1))
    assert achievement.last_updated == LATER


def test_all_open_steps_are_marked_at_once_and_the_done_ones_keep_their_marks() -> None:
    achievement, mark = an_achievement(done=(2,)), StepMark(LATER, COACH, "all of it")

    assert achievement.complete_all_steps(mark, at=LATER)
    assert achievement.done == {1: mark, 2: StepMark(NOON, COACH), 3: mark}
    assert achievement.last_updated == LATER
    assert achievement.complete_all_steps(mark, at=LATER) is False


def test_what_changes_something_is_an_update() -> None:
    achievement = an_achievement()

    assert achievement.complete_step(1, StepMark(NOON, COACH), at=LATER)
    assert achievement.last_updated == LATER
    assert achievement.uncomplete_step(1, at=LATER + timedelta(hours=1))
    assert achievement.last_updated == LATER + timedelta(hours=1)


def test_as_much_evidence_as_is_allowed() -> None:
    proofs = tuple(f"log {number}" for number in range(MOST_EVIDENCE))

    assert StepMark(NOON, COACH).enriched(StepMark(LATER, COACH, None, proofs)).evidence == proofs


def test_each_finish_and_each_reopening_tells_what_was_true_then() -> None:
    achievement = replace(an_achievement(done=(1, 2, 3)), email_template="own")
    snapshot = {
        "achievement": "a" * 24,
        "achievement_type": "b" * 24,
        "name": "Badge 3",
        "contact_resource": "person",
        "contact_name": "Ada Berger",
        "steps": ["Step 1.", "Step 2.", "Step 3."],
        "finished_date": NOON.isoformat(),
        "finished_by": COACH,
        "email_template": "own",
    }

    achievement.finish(by=COACH, at=NOON)
    achievement.reopen(by="admin", at=LATER)
    assert (achievement.finished_date, achievement.finished_by, achievement.last_updated) == (
        None,
        None,
        LATER,
    )
    assert achievement.snapshot() == snapshot | {"finished_date": None, "finished_by": None}
    achievement.finish(by=COACH, at=NOON)

    ids = ("a" * 24, "c" * 24)
    assert achievement.take_events() == [
        achievement_completed(*ids, 1, NOON, snapshot),
        achievement_reopened(*ids, 1, LATER, snapshot | {"reopened_by": "admin"}),
        achievement_completed(*ids, 2, NOON, snapshot),
    ]
