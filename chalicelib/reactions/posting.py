"""Posts that follow an event: what it says in the tenant's social stream."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..domain.events import NEW_BADGE, NEW_LEVEL, NEW_RANK, event_uid
from ..domain.gamification.badges import built_in
from ..domain.gamification.stream import Post
from ..domain.outbox import Told
from ..domain.triggers import POST, Action
from ..store import stream
from ..store.writes import Write
from .desk import Desk


@dataclass(frozen=True)
class Said:
    """One thing to post; `part` tells several of one event apart."""

    event_type: str
    event_data: Mapping[str, Any]
    part: str = ""


def posts(desk: Desk, told: Told, actions: Sequence[Action]) -> Sequence[Write]:
    """To be numbered by whoever finds them: the stream at once, or the sweep. They are somebody's always."""
    if told.contact is None or not any(action.action == POST for action in actions):
        return ()
    wanted = [_post(told, told.contact, said) for said in SAID[told.name](desk, told)]
    # A replayed event has some of them already.
    known = stream.known(desk.table, [post.uid for post in wanted]) if told.version else frozenset()
    return [stream.posted(desk.table.tenant, post) for post in wanted if post.uid not in known]


def _post(told: Told, contact: str, said: Said) -> Post:
    uid = event_uid("post", f"{told.uid}|{said.part}", 1)
    return Post(uid, contact, said.event_type, said.event_data, told.created)


def _achievement(_: Desk, told: Told) -> Iterator[Said]:
    """The built-in rules of a badge are no achievement to be seen: the badge is."""
    if built_in(told.subject) is not None:
        return
    yield Said("new_achievement", {"achievement": {"id": told.subject, "name": told.data["name"]}})


def _level(_: Desk, told: Told) -> Iterator[Said]:
    yield Said("new_level", {"level": {"name": told.data["level"]}})


def _badge(_: Desk, told: Told) -> Iterator[Said]:
    yield Said("new_badge", {"badge": {"id": told.data["badge_id"], "name": told.data["badge"]}})


def _rank(_: Desk, told: Told) -> Iterator[Said]:
    said = {"id": told.subject, "name": told.data["rank_name"], "icon": told.data["rank_icon"]}
    yield Said("new_rank", {"rank": said})


# What each event says; only these can be posted.
SAID: dict[str, Callable[[Desk, Told], Iterator[Said]]] = {
    "achievement_completed": _achievement,
    "achievement_issued": _achievement,
    NEW_LEVEL: _level,
    NEW_BADGE: _badge,
    NEW_RANK: _rank,
}
