"""Boards follow the cards that changed: a batch of the stream's together, one that is due by itself."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime

from ..domain.boards.card import Card
from ..domain.gamification import scores
from ..domain.gamification.paths import RelationsPath
from ..domain.measures import EMAILS, SALES
from ..domain.rules.tokens import digest
from ..store import boards, cards, cases, keys
from ..store.codec import Item
from ..store.keys import Key
from ..store.ranks import RELATIONS_PATHS
from ..store.table import ConditionFailed, TenantTable, at_once
from . import leading
from .placing import Job, settle


def follow(table: TenantTable, places: Sequence[Key], *, now: datetime) -> None:
    """Bring the boards up to the cards at these places. Doing it twice changes nothing."""
    _follow(table, table.get_many(places, consistent=True), now)


def fall_due(table: TenantTable, places: Sequence[Key], *, now: datetime) -> set[Key]:
    """What the stream did not bring onto the boards; then the cards are due no more, unless they changed.

    Says those that wait for nothing else by now.
    """
    found = table.get_many(places, consistent=True)
    waits = {place: cards.waits(item) for place, item in found.items()}
    due = {place: item for place, item in found.items() if _is_due(waits[place].follow, now)}
    _follow(table, due, now)
    at_once(lambda place: _followed(table, place, due[place]), list(due))
    return {place for place in places if place not in waits or not _is_due(waits[place].other, now)}


def _is_due(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment <= now


def _followed(table: TenantTable, place: Key, item: Item) -> None:
    with suppress(ConditionFailed):  # it changed meanwhile, and is due still
        table.update(cards.followed(place, item))


def again(table: TenantTable, contact: str, *, now: datetime) -> None:
    """Show the contact on all its boards as it may be seen now; repeating it changes nothing."""
    jobs = [Job(contact, one.board, anew=True) for one in boards.standings_of(table, contact)]
    settle(table, jobs, now=now)
    leading.judge(table, jobs, now=now)


def bring(table: TenantTable, places: Sequence[Key], *, now: datetime) -> None:
    """The same as `follow`, and nobody is told who leads: boards are made anew."""
    settle(table, _jobs(table, table.get_many(places, consistent=True)), now=now)


def sums_of(t: str, contact: str) -> list[Key]:
    """Where a contact's cards of sales and of e-mails are, if there are any."""
    return [keys.progress(t, contact, digest(measure.action)) for measure in (SALES, EMAILS)]


def _follow(table: TenantTable, found: dict[Key, Item], now: datetime) -> None:
    jobs = _jobs(table, found)
    settle(table, jobs, now=now)
    leading.judge(table, jobs, now=now)


def _jobs(table: TenantTable, found: dict[Key, Item]) -> list[Job]:
    return [Job(card.contact, board, card) for card in read(table, found) for board in card.boards]


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
