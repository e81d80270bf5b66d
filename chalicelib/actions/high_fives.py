"""High fives: given once, taken back, and who gave them."""

from datetime import datetime

from ..domain.contact import Contact
from ..domain.gamification.stream import Entry
from ..domain.gamification.user import User
from ..domain.privacy import Visibility, day, user, visibility
from ..domain.refusals import NotFound
from ..store import game_keys, keys, privacy, stream
from ..store.codec import Item
from ..store.contacts import CONTACTS
from ..store.stream import HighFive
from ..store.table import ConditionFailed, TenantTable, at_once
from ..store.writes import Delete
from .listing import Asked, Listed, in_memory


def give(table: TenantTable, contact: str, number: int, *, now: datetime) -> None:
    """A contact's high five for an entry; giving it twice changes nothing. NotFound where there is none.

    Of a contact that may not be shown it is known to that contact alone, and in nobody's list.
    """
    t = table.tenant
    place, person, game = game_keys.stream_entry(t, number), keys.contact(t, contact), keys.game(t)
    found = table.get_many([place, person, game])
    if place not in found or person not in found:  # perhaps only too new to be seen there yet
        found = table.get_many([place, person, game], consistent=True)
    _shown(found.get(place))
    giver: Contact = CONTACTS.among(found, t, contact)
    listed = visibility(giver, day(now), privacy.policy_in(found.get(game))) is not Visibility.HIDDEN
    try:
        table.put(stream.high_five(t, contact, number, at=now, listed=listed))
    except ConditionFailed:
        return


def take(table: TenantTable, contact: str, number: int) -> None:
    """Take it back; where none was given that is so already. NotFound where there is no such entry."""
    _find(table, number)
    table.delete(Delete(game_keys.high_five(table.tenant, contact, number)))


def users(table: TenantTable, number: int, asked: Asked, *, now: datetime) -> Listed[User]:
    """Who gave one, the first of them first, as they are now and as far as they may be shown.

    `next` is the position after which the next page begins, so that one taken back shifts nobody.
    """
    every = _of_entry(table, number)
    behind = [one for one in every if one.position > asked.after] if asked.after else None
    on_page = in_memory(every, asked).records if behind is None else behind[: asked.page_size]
    t, game, today = table.tenant, keys.game(table.tenant), day(now)
    found = table.get_many([game, *(CONTACTS.key(t, one.contact) for one in on_page)])
    policy = privacy.policy_in(found.get(game))
    shown = (user(CONTACTS.met(found, t, one.contact), today, policy) for one in on_page)
    last = on_page[-1].position if on_page and on_page[-1] != every[-1] else None
    return Listed([one for one in shown if one is not None], len(every), last)


def _of_entry(table: TenantTable, number: int) -> list[HighFive]:
    """All that are listed of it, oldest first; read at the same time as the entry.

    The entry is heard last: where there is none, the others are read to their end all the same, so that
    what there is not always costs the same (promise S6).
    """
    parts: dict[int | None, list[HighFive]] = {}

    def read(shard: int | None) -> None:
        if shard is None:
            _find(table, number)
        else:
            parts[shard] = stream.high_fives(table, number, shard)

    at_once(read, [*range(stream.SHARDS), None])
    return sorted((one for part in parts.values() for one in part), key=lambda one: one.position)


def _find(table: TenantTable, number: int) -> Entry:
    place = game_keys.stream_entry(table.tenant, number)
    return _shown(table.get(place, consistent=False) or table.get(place))


def _shown(item: Item | None) -> Entry:
    entry = stream.entry_in(item) if item else None
    if entry is None or entry.user is None:
        raise NotFound("There is no such entry of the stream.")
    return entry
