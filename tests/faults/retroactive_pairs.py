"""A retroactive run and what happens meanwhile to the same member, in every order of their AWS calls."""

from datetime import timedelta

from chalicelib.actions import retroactive
from tests.competing import Arena, win
from tests.faults import retroactive_flows
from tests.faults.flow import Arrange
from tests.faults.pairing import Pair, asks, unharmed
from tests.faults.schedules import Played
from tests.faults.stage import Item, Stage


def runs(stage: Stage) -> None:
    now, table = stage.house.clock.now(), stage.house.wired.table.of(stage.club.tenant)
    retroactive.go_on(
        table,
        stage.house.wired.rules,
        stage.notes["achievement"],
        clock=lambda: now,
        until=now + timedelta(seconds=10),
    )


def one_more(wins: int) -> Arrange:
    """Ada has done so many; three are wanted."""

    def arrange(stage: Stage) -> None:
        Arena(stage.club).told(*(win("ada", number) for number in range(wins)))
        stage.house.settle()
        stage.notes["achievement"] = retroactive_flows.goes_live(stage, 3)
        stage.wait(seconds=1)

    return arrange


def issues(items: list[Item]) -> list[str]:
    return [item["key"] for item in items if item["sk"].startswith("W#")]


def counted(items: list[Item]) -> list[int]:
    tallies = [tally for item in items if item["sk"].startswith("X#") for tally in item["c"].values()]
    return [int(tally["w"]["-"]["r"]["0"]["c"]) for tally in tallies]


def issued_once_by_all_three(played: Played, items: list[Item]) -> None:
    unharmed(played, items)
    assert (issues(items), counted(items)) == (["1"], [3])


def nobody_gets_it_at_two(played: Played, items: list[Item]) -> None:
    unharmed(played, items)
    assert (issues(items), counted(items)) == ([], [2])


def once_or_too_late(played: Played, items: list[Item]) -> None:
    unharmed(played, items)
    assert issues(items) in ([], ["1"])


TELLS = asks("POST", "/api/example/events", [win("ada", 7)])
ARCHIVES = asks("DELETE", "/api/example/achievements/{achievement}")
PAIRS = (
    Pair("run / the third event", one_more(2), runs, TELLS, issued_once_by_all_three),
    Pair("run / the second event", one_more(1), runs, TELLS, nobody_gets_it_at_two, slow=True),
    Pair("run / run", one_more(3), runs, runs, issued_once_by_all_three, slow=True),
    Pair("run / archive", one_more(3), runs, ARCHIVES, once_or_too_late, slow=True),
)
