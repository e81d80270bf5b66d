"""Two things done with the same API key at once, in every order of their AWS calls (S5)."""

from tests.faults.pairing import Pair, asks, statuses
from tests.faults.schedules import Played
from tests.faults.stage import Item, Stage

KEY = "api_key/{uid}/"
ROTATE, REVOKE = asks("POST", f"{KEY}rotate/"), asks("DELETE", KEY)


def a_key(stage: Stage) -> None:
    made = stage.club.made("api_key/", {"role": "coach", "label": "tablet"})
    stage.notes |= {"uid": made["uid"], "key": made["key"]}


def uses(stage: Stage) -> int:
    said = {"Authorization": f"Bearer {stage.notes['key']}"}
    return stage.club.ask("GET", "achievement_type/", role=None, headers=said).status


def _keys(items: list[Item]) -> list[Item]:
    return [item for item in items if item.get("label") == "tablet" and "deleted" not in item]


def one_follows(played: Played, items: list[Item]) -> None:
    """The old one goes on for its day, whoever asks when."""
    statuses((201, 200))(played, items)
    assert sorted("expires" in item for item in _keys(items)) == [False, True]


def each_gets_a_key(played: Played, items: list[Item]) -> None:
    statuses((201, 201))(played, items)
    assert sorted("expires" in item for item in _keys(items)) == [False, False, True]


def revoked_in_the_end(played: Played, items: list[Item]) -> None:
    statuses((204, 201), (204, 409))(played, items)
    made = played.results["B"] == 201
    assert sorted("revoked" in item for item in _keys(items)) == [False] * made + [True]


PAIRS = (
    Pair("rotate a key / use it", a_key, ROTATE, uses, one_follows),
    Pair("rotate / rotate a key", a_key, ROTATE, ROTATE, each_gets_a_key, slow=True),
    Pair("revoke / rotate a key", a_key, REVOKE, ROTATE, revoked_in_the_end, slow=True),
    Pair("revoke a key / use it", a_key, REVOKE, uses, statuses((204, 200), (204, 401)), slow=True),
)
