"""Entering and leaving a target, and what counts towards it at that moment, in every order of their AWS calls."""

from datetime import timedelta
from decimal import Decimal

from chalicelib.actions import enrolments, streaks
from chalicelib.domain.targets.enrolling import Wish
from chalicelib.store import enrolment_codec
from tests.competing import Arena
from tests.domain.targets.making import days
from tests.faults.activities import EVENTS, told
from tests.faults.flow import Arrange
from tests.faults.pairing import Pair, asks, unharmed
from tests.faults.schedules import Played
from tests.faults.stage import Item, Stage
from tests.faults.targets import lap
from tests.targeting import GROUP, TARGET, Range

TELLS = asks("POST", EVENTS, [lap(7)])


def laps(wanted: int, done: int, *, enrolled: bool, before: bool = False) -> Arrange:
    """A milestone of so many laps a day of which ada has done some; `before` her enrolment counts or not."""

    def arrange(stage: Stage) -> None:
        range_ = Range(Arena(stage.club))
        given = {"event_name": "lap", "target_type": "COUNT", "exclude_before_enrolment": not before}
        range_.milestone(days(10, "2026-11-21"), value=Decimal(wanted), **given)
        range_.met("ada")
        if enrolled:
            range_.enrolled()
        if done:
            told(stage, *(lap(number) for number in range(done)))
        stage.house.settle()
        stage.wait(seconds=1)

    return arrange


def a_streak(stage: Stage) -> None:
    range_ = Range(Arena(stage.club))
    range_.streak(days(10, "2026-11-21"), event_name="lap")
    range_.met("ada")
    range_.enrolled()
    told(stage, lap(1))
    stage.house.settle()
    stage.wait(days=2)


def enrols(stage: Stage) -> None:
    table, ada = _ada(stage)
    enrolments.enrol(table, GROUP, TARGET, ada, Wish(), request="enrol", now=stage.house.clock.now())


def leaves(stage: Stage) -> None:
    table, ada = _ada(stage)
    enrolments.un_enrol(table, GROUP, TARGET, ada, request="leave", now=stage.house.clock.now())


def breaks(stage: Stage) -> None:
    table, ada = _ada(stage)
    streaks.fall_due(table, ada, TARGET, now=stage.house.clock.now())


def tells_late(stage: Stage) -> None:
    """Of the day that was missed."""
    yesterday = stage.house.clock.now() - timedelta(days=1)
    told(stage, {**lap(7), "transactionTimestamp": yesterday.strftime("%Y-%m-%dT%H:%M:%S.000+0000")})


def _ada(stage: Stage):  # type: ignore[no-untyped-def]  # the table is the house's own
    arena = Arena(stage.club)
    return arena.table, arena.contact("ada")


def achieved(items: list[Item]) -> int:
    return len([one for one in items if one["sk"] == "EV" and one["name"] == "target_achieved"])


def met(items: list[Item]) -> int:
    [item] = [one for one in items if one["sk"].startswith("EN#")]
    return sum(
        cell.met is not None for cell in enrolment_codec.read(item, contact="", target="").cells.values()
    )


def reached_once(played: Played, items: list[Item]) -> None:
    unharmed(played, items)
    assert (achieved(items), met(items)) == (1, 1)


def reached_or_left_before(played: Played, items: list[Item]) -> None:
    unharmed(played, items)
    assert achieved(items) == met(items) and achieved(items) in (0, 1)


def both_count(played: Played, items: list[Item]) -> None:
    """The first lap and the late one are met; the break is told, or the late one came before it."""
    unharmed(played, items)
    assert (achieved(items), met(items)) == (2, 2)
    assert len([one for one in items if one["sk"] == "EV" and one["name"] == "streak_broken"]) <= 1


PAIRS = (
    # Her second lap, which is all that is wanted, and her enrolment, for which both laps count.
    Pair(
        "enrol / the event that crosses",
        laps(2, 1, enrolled=False, before=True),
        enrols,
        TELLS,
        reached_once,
        many=True,
    ),
    Pair(
        "event / the event that crosses",
        laps(2, 0, enrolled=True),
        TELLS,
        asks("POST", EVENTS, [lap(8)]),
        reached_once,
        slow=True,
    ),
    Pair("event / the same event", laps(1, 0, enrolled=True), TELLS, TELLS, reached_once, slow=True),
    Pair(
        "leave / the event that crosses",
        laps(2, 1, enrolled=True),
        leaves,
        TELLS,
        reached_or_left_before,
        slow=True,
    ),
    Pair("break / the late event that mends it", a_streak, breaks, tells_late, both_count, many=True),
    Pair("break / break", a_streak, breaks, breaks, reached_once, slow=True),
)
