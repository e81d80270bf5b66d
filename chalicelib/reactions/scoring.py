"""What an achievement gives to the game: the badge that it earns, and points."""

from collections.abc import Sequence
from decimal import Decimal

from ..actions import badges, game_settings, points
from ..actions.badges import Earning
from ..domain.outbox import Told
from ..domain.points import Entry, entry_of
from ..store.achievements import ACHIEVEMENT_TYPES
from ..store.writes import Write
from .desk import Desk


def score_issue(desk: Desk, told: Told) -> Sequence[Write]:
    """An achievement by rules, each time: the badge that it earns, once, and the points for both."""
    if told.contact is None:
        return ()
    game = game_settings.get(desk.table)
    badge, earning = game.badge_earned_by(told.subject), Earning()
    if badge is not None:
        worth = game.worth_of_badge(badge)
        earning = badges.earning(desk.table, told.contact, badge, told.subject, worth, at=told.created)
    worth = game.worth_of_achievement(told.subject)
    own = [_entry(told, told.contact, told.uid, worth)] if worth else []
    return [*earning.writes, *points.entered(desk.table, *earning.entries, *own)]


def score_finish(desk: Desk, told: Told) -> Sequence[Write]:
    """An achievement by steps: points once, however often it is reopened and finished.

    The tenant's setting for its type goes first, then the points that the type itself has.
    """
    if told.contact is None:
        return ()
    uid = told.data["achievement_type"]
    game, kind = game_settings.get(desk.table), ACHIEVEMENT_TYPES.find(desk.table, uid, consistent=False)
    own = kind.points if kind and uid not in game.achievement_points else None
    worth = game.worth_of_achievement(uid) if own is None else own
    entry = _entry(told, told.contact, told.subject, worth)
    if not worth or points.stands(desk.table, entry):
        return ()
    return points.entered(desk.table, entry)


def _entry(told: Told, contact: str, source: str, worth: Decimal) -> Entry:
    return entry_of(f"achievement:{source}", contact, worth, told.data["name"], at=told.created)
