"""Going live with `retroactive=true`: who qualifies by stored events gets it once, marked, whatever happens."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.actions import retroactive
from chalicelib.domain.retroactive import SETTLED
from chalicelib.store import keys
from chalicelib.store.retroactive import RUNS, STRETCH
from tests.api.competing import errors, post, with_achievement
from tests.asking import Club
from tests.competing import Arena, counting, waiting_for, win
from tests.secretary import Secretary

LIVE = {"achievementLiveStatus": "Live"}


@pytest.fixture
def arena(office: Secretary) -> Arena:
    return Arena(office.club)


def goes_live(arena: Arena, *, retroactively: bool = True, **fields: Any) -> str:
    query = "?retroactive=true" if retroactively else ""
    reply = post(arena.club, with_achievement(**(LIVE | fields)), f"achievements{query}")
    assert reply.status == 200, reply.body
    return str(reply.json["data"]["id"])


def go_on(arena: Arena, uid: str) -> None:
    now = arena.house.clock.now()
    retroactive.go_on(
        arena.table, arena.house.wired.rules, uid, clock=lambda: now, until=now + timedelta(seconds=1)
    )


def rules(said: dict[str, Any]) -> dict[str, Any]:
    return {name: said[name] for name in ("ruleSets", "scheduling", "dependantOn")}


def done(arena: Arena, reference: str, wins: int, first: int = 0) -> None:
    arena.told(*(win(reference, number) for number in range(first, first + wins)))
    arena.house.settle()


def goal(arena: Arena, uid: str, reference: str = "ada") -> tuple[int, int]:
    path = f"/api/example/members/reference/{reference}/achievements/{uid}"
    told = arena.club.ask("GET", path).json["data"]
    return told["goalPercentageComplete"], told["timesIssued"]


def issues(club: Club, uid: str) -> list[tuple[str, str | None, bool]]:
    """Key, event and mark of each issue."""
    return [
        (item["key"]["S"], item["event"].get("S"), item.get("retroactive", {}).get("BOOL", False))
        for item in club.items()
        if item["sk"]["S"].startswith(f"W#{uid}#")
    ]


def test_who_qualifies_already_gets_it_once_and_marked(arena: Arena) -> None:
    done(arena, "ada", 12)
    done(arena, "bea", 9)

    uid = goes_live(arena)
    arena.house.settle()

    [(key, event, marked)] = issues(arena.club, uid)
    assert (key, marked) == ("1", True)
    assert event is not None
    assert (goal(arena, uid), goal(arena, uid, "bea")) == ((100, 1), (90, 0))


def test_without_it_only_what_comes_counts(arena: Arena) -> None:
    done(arena, "ada", 12)

    uid = goes_live(arena, retroactively=False)
    arena.house.settle()
    done(arena, "ada", 1, first=50)

    assert goal(arena, uid) == (10, 0)


def test_what_comes_after_is_counted_on(arena: Arena) -> None:
    done(arena, "bea", 9)
    uid = goes_live(arena)
    arena.house.settle()

    done(arena, "bea", 1, first=50)

    assert goal(arena, uid, "bea") == (100, 1)
    assert [(key, marked) for key, _, marked in issues(arena.club, uid)] == [("1", False)]


def test_a_draft_goes_live_retroactively(arena: Arena) -> None:
    done(arena, "ada", 10)
    uid = goes_live(arena, retroactively=False, achievementLiveStatus="Draft")

    reply = arena.club.ask("PUT", f"/api/example/achievements/{uid}?retroactive=true", {"achievement": LIVE})
    arena.house.settle()

    assert reply.status == 200, reply.body
    assert goal(arena, uid) == (100, 1)


@pytest.mark.parametrize("run_first", [True, False])
def test_what_comes_while_it_runs_is_counted_once(arena: Arena, run_first: bool) -> None:
    """Events come between its going live and the run, by one call and by a batch, and are told again after."""
    done(arena, "ada", 4)
    uid = goes_live(arena)
    arena.house.clock.turn_to(arena.house.clock.now() + timedelta(seconds=1))
    arena.told(win("ada", 50))
    arena.told(*(win("ada", 51 + number) for number in range(4)))
    if run_first:
        go_on(arena, uid)
    arena.house.settle()

    before = goal(arena, uid)
    arena.told(win("ada", 50))
    arena.told(*(win("ada", number) for number in range(4)))
    arena.sweep_later()

    assert (before, goal(arena, uid)) == ((90, 0), (90, 0))
    done(arena, "ada", 1, first=90)
    assert goal(arena, uid) == (100, 1)


def test_repeatedly_it_is_issued_as_often_as_its_events_allow(arena: Arena) -> None:
    done(arena, "ada", 205)
    said = counting("win", 2, scheduleType="Repeatedly", scheduleOccurrencesLimit=1000)

    uid = goes_live(arena, **rules(said))
    arena.house.settle()

    assert goal(arena, uid) == (50, 102)
    assert len(issues(arena.club, uid)) == 102
    done(arena, "ada", 1, first=500)
    assert goal(arena, uid) == (0, 103)


def test_by_days_each_that_qualifies(arena: Arena) -> None:
    events = [
        win("ada", 10 * day + hour, transactionTimestamp=f"2026-11-{day:02}T0{hour}:00:00.000+0000")
        for day in range(1, 13)
        for hour in range(1, 3 if day % 2 else 2)
    ]
    arena.told(*events)
    arena.house.settle()
    said = counting("win", 2, scheduleType="Daily", scheduleOccurrencesLimit=100)

    uid = goes_live(arena, **rules(said))
    arena.house.settle()

    assert sorted(key for key, _, _ in issues(arena.club, uid)) == [
        f"2026-11-{day:02}" for day in range(1, 13, 2)
    ]


def test_what_waits_for_it_is_issued_too(arena: Arena) -> None:
    done(arena, "ada", 12)
    first = goes_live(arena, retroactively=False, **rules(counting("win", 5)))
    second = goes_live(arena, **rules(waiting_for(counting("win", 3), first)))
    arena.house.settle()
    assert goal(arena, second) == (100, 0)

    done(arena, "ada", 5, first=50)

    assert (goal(arena, first), goal(arena, second)) == ((100, 1), (100, 1))


def test_many_members_are_gone_through_in_stretches_and_a_run_goes_on_where_it_stopped(arena: Arena) -> None:
    members = 2 * STRETCH + 7
    arena.told(*(win(f"m{member}", number) for member in range(members) for number in range(2)))
    arena.house.settle()
    uid = goes_live(arena, **rules(counting("win", 2)))
    clock, table = arena.house.clock.now, arena.table

    ticks = iter([clock(), *[clock()] * 3, *[clock() + timedelta(hours=1)] * 9])
    retroactive.go_on(
        table, arena.house.wired.rules, uid, clock=lambda: next(ticks), until=clock() + timedelta(seconds=1)
    )
    run = RUNS.load(table, uid)
    assert 0 < run.seen < members
    assert not run.finished
    arena.house.settle()

    assert len(issues(arena.club, uid)) == members


def test_run_again_from_the_start_it_changes_nothing(arena: Arena) -> None:
    done(arena, "ada", 12)
    done(arena, "bea", 9)
    uid = goes_live(arena)
    arena.house.settle()
    arena.house.turn_to(arena.house.clock.now() + SETTLED)
    before = [item for item in arena.club.items() if not item["sk"]["S"].startswith("RR")]

    run = RUNS.load(arena.table, uid)
    assert run.finished
    run.walk, run.after = 0, None
    arena.table.put(RUNS.changed(arena.table.tenant, run))
    go_on(arena, uid)

    assert [item for item in arena.club.items() if not item["sk"]["S"].startswith("RR")] == before


def test_who_is_archived_meanwhile_gives_nothing_more(arena: Arena) -> None:
    done(arena, "ada", 12)
    uid = goes_live(arena)
    arena.club.ask("DELETE", f"/api/example/achievements/{uid}")

    arena.house.settle()

    assert issues(arena.club, uid) == []
    assert RUNS.load(arena.table, uid).finished


def test_a_spoilt_event_stands_in_nobody_s_way(arena: Arena) -> None:
    done(arena, "ada", 12)
    done(arena, "bea", 12)
    spoilt = keys.activity(arena.table.tenant, arena.contact("ada"), "spoilt")
    arena.house.engine.client("dynamodb").put_item(
        TableName=arena.house.settings.table,
        Item={"pk": {"S": spoilt.pk}, "sk": {"S": spoilt.sk}, "a": {"N": "1"}},
    )

    uid = goes_live(arena)
    arena.house.settle()

    assert (goal(arena, uid), goal(arena, uid, "bea")) == ((100, 1), (100, 1))


@pytest.mark.parametrize(
    ("query", "fields", "said"),
    [
        ("?retroactive=yes", LIVE, (1003, 406)),
        ("?retroactive=true", {"achievementLiveStatus": "Draft"}, (1003, 406)),
    ],
)
def test_what_makes_no_sense_is_refused(arena: Arena, query: str, fields: Any, said: tuple[int, int]) -> None:
    reply = post(arena.club, with_achievement(**fields), f"achievements{query}")

    assert errors(reply)[0][:2] == said
