"""The post that follows an event: what it says in the tenant's social stream."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..actions import ranks
from ..domain.events import NEW_BADGE, NEW_LEVEL, NEW_RANK, STREAK_LEVEL_REACHED, TARGET_ACHIEVED, event_uid
from ..domain.gamification.badges import built_in
from ..domain.gamification.stream import Post
from ..domain.outbox import Told
from ..domain.refusals import NotFound
from ..domain.triggers import POST, Action
from ..store import stream
from ..store.writes import Write
from .desk import Desk

# What kind of entry it is, and what that says; None: nothing.
Said = tuple[str, Mapping[str, Any]]


def posts(desk: Desk, told: Told, actions: Sequence[Action]) -> Sequence[Write]:
    """One, to be numbered by whoever finds it: the stream at once, or the sweep. It is somebody's always."""
    if told.contact is None or not any(action.action == POST for action in actions):
        return ()
    said = SAID[told.name](desk, told)
    uid = event_uid("post", told.uid, 1)
    # A replayed event may have it already.
    if said is None or (told.version and stream.is_known(desk.table, uid)):
        return ()
    (event_type, event_data) = said
    return (stream.posted(desk.table.tenant, Post(uid, told.contact, event_type, event_data, told.created)),)


def _achievement(_: Desk, told: Told) -> Said | None:
    return ("new_achievement", {"achievement": {"id": told.subject, "name": told.data["name"]}})


def _issued(desk: Desk, told: Told) -> Said | None:
    """The rules that come with a badge have no other name than it: that is told by itself."""
    return None if built_in(told.subject) else _achievement(desk, told)


def _level(_: Desk, told: Told) -> Said | None:
    return ("new_level", {"level": {"name": told.data["level"]}})


def _badge(_: Desk, told: Told) -> Said | None:
    return ("new_badge", {"badge": {"id": told.data["badge_id"], "name": told.data["badge"]}})


def _rank(desk: Desk, told: Told) -> Said | None:
    """As it is named now; of one that is gone nothing is said."""
    try:
        rank = ranks.get(desk.table, told.subject)
    except NotFound:
        return None
    return ("new_rank", {"rank": {"id": rank.uid, "name": rank.name, "icon": rank.icon}})


def _target(_: Desk, told: Told) -> Said | None:
    return ("new_target", {"target": _named(told)})


def _streak_level(_: Desk, told: Told) -> Said | None:
    return ("new_streak_level", {"target": _named(told), "level": {"name": told.data["level"]}})


def _named(told: Told) -> Mapping[str, Any]:
    return {"id": int(told.subject), "name": told.data["name"]}


# What each event says; only these can be posted.
SAID: dict[str, Callable[[Desk, Told], Said | None]] = {
    "achievement_completed": _achievement,
    "achievement_issued": _issued,
    NEW_LEVEL: _level,
    NEW_BADGE: _badge,
    NEW_RANK: _rank,
    TARGET_ACHIEVED: _target,
    STREAK_LEVEL_REACHED: _streak_level,
}
