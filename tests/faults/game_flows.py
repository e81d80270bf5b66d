"""The flows of ranks and relations paths."""

from tests.api import playing
from tests.faults import games
from tests.faults.flow import Arrange, Flow, Request

RANKS, PATHS = playing.RANKS, playing.PATHS
_CONVERTERS = {
    **playing.RANK,
    "rule": "conversion_rate",
    "settings": {"relations_path_id": "{path}", "milestone_id": "{milestone}"},
}


def _flow(name: str, route: str, request: Request, arrange: Arrange = lambda _: None) -> Flow:
    return Flow(name, arrange, request.act, (f"{request.method} {route}",))


FLOWS: tuple[Flow, ...] = (
    _flow("create a rank", RANKS, Request("POST", RANKS, 201, _CONVERTERS), games.a_path),
    _flow(
        "rename a rank",
        f"{RANKS}/{{rank_id}}",
        Request("PUT", f"{RANKS}/{{rank}}", 200, {"name": "x"}),
        games.a_rank,
    ),
    _flow(
        "delete a rank",
        f"{RANKS}/{{rank_id}}",
        Request("DELETE", f"{RANKS}/{{rank}}", 204, again=frozenset({410})),
        games.a_rank,
    ),
    _flow(
        "change the game's settings",
        f"{playing.BASE}/settings",
        Request("PUT", f"{playing.BASE}/settings", 200, {"action_points": {"sale": 2}, "hidden": "initials"}),
    ),
    _flow("set up a path", PATHS, Request("POST", PATHS, 201, playing.PATH)),
    _flow(
        "rename a path",
        f"{PATHS}/{{path_id}}",
        Request("PUT", f"{PATHS}/{{path}}", 200, {"name": "x"}),
        games.a_path,
    ),
    _flow(
        "remove a path",
        f"{PATHS}/{{path_id}}",
        Request("DELETE", f"{PATHS}/{{path}}", 204, again=frozenset({404})),
        games.a_path,
    ),
)
