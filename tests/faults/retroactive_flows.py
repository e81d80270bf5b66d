"""The flows of what was done before an achievement was live: trying it, and giving it to who has earned it."""

from typing import Any

from tests.api.competing import with_achievement
from tests.competing import Arena, counting, win
from tests.faults.flow import Flow, Request, tick
from tests.faults.stage import Stage

PATH = "/api/example/achievements"


def _live(wins: int, **scheduling: Any) -> dict[str, Any]:
    said = counting("win", wins, **scheduling)
    return with_achievement(
        achievementLiveStatus="Live", ruleSets=said["ruleSets"], scheduling=said["scheduling"]
    )


def goes_live(stage: Stage, wins: int, **scheduling: Any) -> str:
    reply = stage.club.ask("POST", f"{PATH}?retroactive=true", _live(wins, **scheduling))
    assert reply.status == 200, reply.body
    return str(reply.json["data"]["id"])


def earned(stage: Stage) -> None:
    """Ada has done it, Bea nearly; a third did something else."""
    arena = Arena(stage.club)
    arena.told(win("ada", 1), win("ada", 2), win("ada", 3), win("bea", 1))
    arena.told({"memberRefId": "cleo", "action": "sale", "eventRefId": "cleo-1"})
    stage.house.settle()


def made_live(stage: Stage) -> None:
    """Its run is still to come; meanwhile Bea goes on, and the stream has not counted her batch yet."""
    earned(stage)
    goes_live(stage, 3)
    stage.wait(seconds=1)
    Arena(stage.club).told(win("bea", 2), win("bea", 3))


def repeated(stage: Stage) -> None:
    """More issues for one member than one transaction takes."""
    earned(stage)
    Arena(stage.club).told(*(win("ada", number) for number in range(4, 101)))
    stage.house.settle()
    goes_live(stage, 2, scheduleType="Repeatedly", scheduleOccurrencesLimit=1_000)


FLOWS: tuple[Flow, ...] = (
    Flow(
        "simulate",
        earned,
        Request("POST", f"{PATH}/simulate", 200, with_achievement()).act,
        ("POST /api/{space}/achievements/simulate",),
    ),
    Flow(
        "go live retroactively",
        earned,
        Request("POST", f"{PATH}?retroactive=true", 200, _live(3)).act,
        ("POST /api/{space}/achievements",),
    ),
    Flow("sweep: give what was earned before", made_live, tick, ("sweep RR",)),
    Flow(
        "sweep: give often what was earned before", repeated, tick, like="sweep: give what was earned before"
    ),
)
