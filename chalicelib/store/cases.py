"""How cases are kept: each in an item of its own, and a contact's card of each path beside them."""

from dataclasses import dataclass, field
from datetime import date, datetime

from ..domain.gamification.cases import Case, CaseCard
from . import cards, game_keys, keys
from .cards import Waits
from .codec import Item
from .conditions import Attr, Condition
from .keys import Key
from .records import pack
from .writes import ABSENT, Put

SHELF = "case_card"


@dataclass(frozen=True)
class KeptCard:
    """A contact's card of a path as it was read: version 0 where there is none yet."""

    contact: str
    path: str
    card: CaseCard = field(default_factory=CaseCard)
    version: int = 0
    waits: Waits = field(default_factory=Waits)


@dataclass(frozen=True)
class KeptCase:
    """A case as it was read: version 0 where there is none yet."""

    key: Key
    case: Case = field(default_factory=Case)
    version: int = 0


def read_card(contact: str, path: str, item: Item | None) -> KeptCard:
    if item is None:
        return KeptCard(contact, path)
    card = CaseCard(item.get("o", {}), item.get("r", {}))
    return KeptCard(contact, path, card, int(item["v"]), cards.waits(item))


def read_case(key: Key, item: Item | None) -> KeptCase:
    if item is None:
        return KeptCase(key)
    case = Case(
        opened=datetime.fromisoformat(item["o"]) if "o" in item else None,
        day=date.fromisoformat(item["d"]) if "d" in item else None,
        reached={milestone: datetime.fromisoformat(at) for milestone, at in item.get("r", {}).items()},
    )
    return KeptCase(key, case, int(item["v"]))


def changed_card(t: str, kept: KeptCard, card: CaseCard, waits: Waits) -> Put:
    """The write that replaces it, guarded by the version that was read; its path's back-fills find it."""
    place = game_keys.case_card(t, kept.contact, kept.path)
    item: Item = {"v": kept.version + 1, "o": dict(card.opened) or None, "r": dict(card.reached)}
    item |= {"spk": keys.subject_pk(t, kept.path, SHELF), "ssk": kept.contact}
    return Put(place, item | cards.places(place.pk, waits), _as_read(kept.version))


def changed_case(kept: KeptCase, case: Case) -> Put:
    item = {"v": kept.version + 1, "o": pack(case.opened), "d": pack(case.day), "r": pack(dict(case.reached))}
    return Put(kept.key, item, _as_read(kept.version))


def _as_read(version: int) -> Condition:
    return Attr("v").eq(version) if version else ABSENT
