"""What an activity event costs: by its member's history, by rules that do not name it, by tenants."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from benchmarks.growth.growing import Act, Growth
from benchmarks.growth.house import Quiet
from chalicelib.domain.activity import Arrived, activity_uid, mark
from chalicelib.domain.live import LiveAchievement
from chalicelib.domain.rules.model import ActivityEvent
from chalicelib.store import activity, keys
from chalicelib.store.writes import Put
from tests.competing import Arena, counting, rules_of_other_actions, win

A_PAGE = 32  # so many marks leave a progress together: one more write for so many events


def history(house: Quiet, size: int) -> Mapping[str, Act]:
    arena, one = _live(house)
    arena.told(win("ada", 0))
    contact, then = arena.contact("ada"), house.clock.now()
    house.load(_events(contact, one, size))
    place = keys.progress("example", contact, one.home)
    item = arena.table.get(place)
    assert item is not None
    house.load([Put(place, {**item, "o": keys.moment(then)})])
    return {"An event, its member's events": lambda n: _told(arena, 1 + n)}


def _live(house: Quiet) -> tuple[Arena, LiveAchievement]:
    arena = Arena(house.club)
    return arena, arena.live("plays", counting("win", 10_000_000))


def _told(arena: Arena, number: int) -> None:
    arena.house.clock.turn_to(arena.house.clock.now() + timedelta(minutes=10))
    arena.told(win("ada", number))


def _events(contact: str, one: LiveAchievement, size: int) -> Iterator[Put]:
    """Counted long ago, each with its mark on a page."""
    then = one.since
    uids = [activity_uid(f"old-{number}") for number in range(size)]
    for uid in uids:
        event = ActivityEvent(id=uid, at=then, action="win", received=then)
        yield activity.arrived("example", Arrived(contact, event, then, "loaded"))
    for start in range(0, size, A_PAGE):
        marks = b"".join(mark(uid) for uid in uids[start : start + A_PAGE])
        yield activity.page("example", contact, one.home, marks, at=then + timedelta(microseconds=start))


def rules(house: Quiet, size: int) -> Mapping[str, Act]:
    """Live, each naming an action of its own."""
    house.load(rules_of_other_actions(size, since=house.clock.now()))
    arena, _ = _live(house)
    return {"An event, live rules of other actions": lambda n: _told(arena, n)}


def tenants(house: Quiet, size: int) -> Mapping[str, Act]:
    """Each with settings and keys as the first has them; all in one table and one container."""
    texts = [item for item in house.memory.items() if item["pk"]["S"].startswith("other#")]
    arena, _ = _live(house)
    house.place(
        {name: {kind: _of(f"t{n}", held) for kind, held in value.items()} for name, value in item.items()}
        for n in range(size)
        for item in texts
    )
    return {"An event, other tenants": lambda n: _told(arena, n)}


def _of(tenant: str, held: object) -> object:
    return held.replace("other", tenant) if isinstance(held, str) else held


GROWTHS = (
    Growth("events", (100, 1_000, 10_000, 100_000), history, turns=2 * A_PAGE),
    Growth("rules", (10, 100, 1_000, 10_000), rules),
    Growth("tenants", (1, 100, 10_000), tenants),
)
