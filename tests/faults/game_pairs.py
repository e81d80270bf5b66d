"""Two operations on the same ranks and paths at once, in every order of their AWS calls."""

from tests.api import playing
from tests.faults import acts, games
from tests.faults.pairing import Pair, asks, statuses
from tests.faults.schedules import Played
from tests.faults.stage import Item, Stage

RANK, PATH = f"{playing.RANKS}/{{rank}}", f"{playing.PATHS}/{{path}}"
DELETE, RENAME = asks("DELETE", RANK), asks("PUT", RANK, {"name": "x"})


def creates(stage: Stage) -> int:
    settings = {"relations_path_id": stage.notes["path"], "milestone_id": stage.notes["milestone"]}
    body = {**playing.RANK, "rule": "conversion_rate", "settings": settings}
    return stage.club.ask("POST", playing.RANKS, body).status


def ranked_or_removed(played: Played, items: list[Item]) -> None:
    """Never a rank of a path that is not there."""
    statuses((201, 409), (422, 204))(played, items)
    paths = {item["uid"] for item in items if item["sk"] == "RP" and "deleted" not in item}
    assert {item["path"] for item in items if item["sk"].startswith("RK#")} <= paths


def both_are_counted(played: Played, items: list[Item]) -> None:
    statuses((201, 201))(played, items)
    (path,) = (item for item in items if item["sk"] == "RP")
    assert sum(path["ranked"].values()) == 2


def gone_once(played: Played, items: list[Item]) -> None:
    statuses((204, 410), (410, 204))(played, items)
    assert not [item for item in items if item["sk"].startswith("RK#")]


PAIRS = (
    Pair("create a rank / remove its path", games.a_path, creates, asks("DELETE", PATH), ranked_or_removed),
    Pair(
        "create / create a rank of a milestone", games.a_path, creates, creates, both_are_counted, many=True
    ),
    Pair("delete / delete a rank", games.a_rank, DELETE, DELETE, gone_once),
    Pair("rename / delete a rank", games.a_rank, RENAME, DELETE, statuses((200, 204), (410, 204))),
    Pair(
        "delete a rank / create another of the milestone",
        acts.all_of(games.a_path, games.a_rank_of_it),
        DELETE,
        creates,
        statuses((204, 201)),
    ),
)
