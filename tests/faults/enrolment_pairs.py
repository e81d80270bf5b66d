"""Enrolling and what else is done to an enrolment at that moment, in every order of their AWS calls."""

from datetime import timedelta
from decimal import Decimal

from chalicelib.actions import enrolments, streaks
from chalicelib.domain.targets.enrolling import Wish
from chalicelib.domain.targets.enrolment import Enrolment
from chalicelib.domain.targets.refusals import AlreadyEnrolled, NotEnrolled
from chalicelib.store import enrolment_codec
from chalicelib.store.table import TenantTable
from tests.competing import Arena
from tests.domain.targets.making import days
from tests.faults.activities import EVENTS, told
from tests.faults.pairing import Pair, asks, unharmed
from tests.faults.schedules import Operation, Played
from tests.faults.stage import Item, Stage
from tests.targeting import GROUP, TARGET, Range

CYCLES = days(10, "2026-11-21")
LAP = {"memberRefId": "ada", "action": "lap"}
TELLS = asks("POST", EVENTS, [{**LAP, "eventRefId": "lap 7"}])


def a_milestone(stage: Stage) -> None:
    range_ = Range(Arena(stage.club))
    range_.milestone(CYCLES, value=Decimal(3), event_name="lap", target_type="COUNT")
    range_.met("ada")


def in_a_milestone(stage: Stage) -> None:
    a_milestone(stage)
    Range(Arena(stage.club)).enrolled()
    stage.wait(seconds=1)


def a_streak_left(stage: Stage) -> None:
    """Its first day is met; it was left, so that it may be begun anew."""
    range_ = _streak(stage)
    range_.left()
    stage.wait(seconds=1)


def a_streak_about_to_break(stage: Stage) -> None:
    """The second day ended unmet a moment ago."""
    _streak(stage)
    stage.house.settle()
    stage.house.clock.turn_to(range_end(2) + timedelta(seconds=1))


def range_end(cycle: int):  # type: ignore[no-untyped-def]  # a moment
    return CYCLES[cycle - 1].ends


def _streak(stage: Stage) -> Range:
    range_ = Range(Arena(stage.club))
    range_.streak(CYCLES, event_name="lap")
    range_.met("ada")
    range_.enrolled()
    told(stage, {**LAP, "eventRefId": "lap 1"})
    stage.house.settle()
    return range_


def enrols(request: str, balance: int | None = None, *, reset: bool = False) -> Operation:
    def enrol(stage: Stage) -> str:
        wish = Wish(initial_balance=balance, reset=reset)
        try:
            enrolments.enrol(*_where(stage), wish, request=request, now=stage.house.clock.now())
        except AlreadyEnrolled:
            return "310119"
        return "enrolled"

    return enrol


def leaves(stage: Stage) -> str:
    try:
        enrolments.un_enrol(*_where(stage), request="leave", now=stage.house.clock.now())
    except NotEnrolled:
        return "not enrolled"
    return "left"


def pauses(stage: Stage) -> None:
    """From today on, which keeps nothing of what is over."""
    today = stage.house.clock.now().date()
    enrolments.pause(
        *_where(stage), today, today + timedelta(days=1), request="p", now=stage.house.clock.now()
    )


def gives(stage: Stage) -> None:
    enrolments.give_freezes(*_where(stage), 2, request="f", now=stage.house.clock.now())


def breaks(stage: Stage) -> None:
    table, _, target, ada = _where(stage)
    streaks.fall_due(table, ada, target, now=stage.house.clock.now())


def _where(stage: Stage) -> tuple[TenantTable, str, str, str]:
    arena = Arena(stage.club)
    return arena.table, GROUP, TARGET, arena.contact("ada")


def kept(items: list[Item]) -> Enrolment:
    [item] = [one for one in items if one["sk"].startswith("EN#")]
    return enrolment_codec.read(item, contact="", target="")


def names(items: list[Item]) -> list[str]:
    return sorted(one["name"] for one in items if one["sk"] == "EV" and one["contact"])


def one_enrols(played: Played, items: list[Item]) -> None:
    unharmed(played, items)
    assert sorted(played.results.values()) == ["310119", "enrolled"]
    [cell] = kept(items).cells.values()
    assert cell.value == (1 if played.results["A"] == "enrolled" else 2)
    assert len(kept(items).spans) == 1


def both_are_answered(played: Played, items: list[Item]) -> None:
    unharmed(played, items)
    assert list(played.results.values()) == ["enrolled", "enrolled"]
    assert len(kept(items).spans) == 1


def entered_last_or_left_last(played: Played, items: list[Item]) -> None:
    """Whoever is enrolled is refused; whoever left before may enrol again."""
    again = played.results["A"] == "enrolled"
    assert played.results == {"A": "enrolled" if again else "310119", "B": "left"}
    assert [span.until is None for span in kept(items).spans] == ([False, True] if again else [False])


def entered_and_left_or_not(played: Played, items: list[Item]) -> None:
    """Whoever is not enrolled cannot leave."""
    left = played.results["B"] == "left"
    assert played.results == {"A": "enrolled", "B": "left" if left else "not enrolled"}
    assert [span.until is None for span in kept(items).spans] == [not left]


def the_lap_is_of_the_new_run_or_of_none(played: Played, items: list[Item]) -> None:
    """It meets the day in the new run if the reset was first, or counts no more; the level is told accordingly."""
    unharmed(played, items)
    after = kept(items)
    again = after.cells[1].met is not None
    assert (after.turn, bool(after.levels)) == (2, again)
    assert names(items).count("streak_level_reached") == 1 + again
    assert names(items).count("target_achieved") == 1


def broken_once_with_what_was_set(played: Played, items: list[Item]) -> None:
    unharmed(played, items)
    after = kept(items)
    assert names(items).count("streak_broken") == 1
    assert (len(after.pauses), sum(grant.number for grant in after.grants)) in ((1, 0), (0, 2))
    assert after.due is None


PAIRS = (
    Pair("enrol / enrol", a_milestone, enrols("a", 1), enrols("b", 2), one_enrols),
    Pair("enrol / leave", in_a_milestone, enrols("a"), leaves, entered_last_or_left_last),
    Pair("enrol first / leave", a_milestone, enrols("a"), leaves, entered_and_left_or_not, slow=True),
    Pair("enrol / the same again", a_milestone, enrols("a", 1), enrols("a", 1), both_are_answered, slow=True),
    Pair(
        "reset / event",
        a_streak_left,
        enrols("a", reset=True),
        TELLS,
        the_lap_is_of_the_new_run_or_of_none,
        slow=True,
    ),
    Pair("pause / sweep", a_streak_about_to_break, pauses, breaks, broken_once_with_what_was_set),
    Pair("freezes / sweep", a_streak_about_to_break, gives, breaks, broken_once_with_what_was_set, slow=True),
)
