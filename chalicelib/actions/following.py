"""Boards follow the cards that changed: a batch of the stream's together, one that is due by itself."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from ..domain.boards.card import Card
from ..domain.gamification import scores
from ..domain.gamification.paths import RelationsPath
from ..store import boards, cards, cases
from ..store.codec import Item
from ..store.keys import Key
from ..store.ranks import RELATIONS_PATHS
from ..store.table import ConditionFailed, TenantTable
from . import leading
from .placing import Job, settle


def follow(table: TenantTable, places: Sequence[Key], *, now: datetime) -> None:
    """Bring the boards up to the cards at these places. Doing it twice changes nothing."""
    _follow(table, table.get_many(places, consistent=True), now)


def fall_due(table: TenantTable, place: Key, *, now: datetime) -> None:
    """What the stream did not bring onto the boards; then the card is due no more, unless it changed."""
    found = table.get_many([place], consistent=True)
    item = found.get(place)
    follows = cards.waits(item).follow if item else None
    if item is None or follows is None or follows > now:
        return
    _follow(table, found, now)
    try:
        table.update(cards.followed(place, item))
    except ConditionFailed:
        return  # it changed meanwhile, and is due still


def again(table: TenantTable, contact: str, *, now: datetime) -> None:
    """Show the contact on all its boards as it may be seen now; repeating it changes nothing."""
    jobs = [Job(contact, one.board, anew=True) for one in boards.standings_of(table, contact)]
    settle(table, jobs, now=now)
    leading.judge(table, jobs, now=now)


def _follow(table: TenantTable, found: dict[Key, Item], now: datetime) -> None:
    jobs = [Job(card.contact, board, card) for card in read(table, found) for board in card.boards]
    settle(table, jobs, now=now)
    leading.judge(table, jobs, now=now)


def read(table: TenantTable, found: dict[Key, Item]) -> list[Card]:
    """The cards among items; which milestones have boards is read after them, so that whoever makes a board
    finds every card that did not see it."""
    wanted = {key.sk.removeprefix("CC#") for key in found if key.sk.startswith("CC#")}
    paths = RELATIONS_PATHS.find_many(table, sorted(wanted), consistent=True) if wanted else {}
    return [_card(key, item, paths) for key, item in found.items()]


def _card(key: Key, item: Item, paths: dict[str, RelationsPath]) -> Card:
    contact, version = key.pk.split("#", 2)[2], int(item["v"])
    if not key.sk.startswith("CC#"):
        return Card(contact, key.sk, version, scores.of_sums(item.get("s", {})))
    path = paths.get(key.sk.removeprefix("CC#"))
    ranked: Iterable[str] = path.ranked if path else ()
    card = cases.read_card(contact, key.sk.removeprefix("CC#"), item).card
    found = {at: score for one in ranked for at, score in scores.of_card(card, one).items()}
    return Card(contact, key.sk, version, found)
