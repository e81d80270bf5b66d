"""A tenant's game: its settings, what the road of events needs of them, and the badges of its contacts."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from boto3.dynamodb.conditions import Attr
from boto3.dynamodb.conditions import Key as Where
from pydantic import TypeAdapter

from ..domain.gamification.settings import Gamification, Road
from . import keys, rule_index
from .codec import Item
from .ranges import every
from .records import pack
from .table import TenantTable
from .writes import ABSENT, Put, Update, Write

_settings = TypeAdapter(Gamification)


def settings(table: TenantTable) -> Gamification:
    """What the tenant set; where it never did, nothing gives points and all badges have their own rules."""
    return read_settings(table.get(keys.game(table.tenant)))


def read_settings(item: Item | None) -> Gamification:
    if item is None:
        return Gamification()
    names = Gamification.__dataclass_fields__.keys()
    return _settings.validate_python({name: item[name] for name in names & item.keys()})


def set_writes(t: str, wanted: Gamification, before: Gamification, head: Item | None) -> list[Write]:
    """The settings, and beside the rules' version what each event needs of them; guarded by both as read."""
    item = {name: pack(value) for name, value in vars(wanted).items()} | {"version": before.version + 1}
    as_read = Attr("version").eq(before.version) if before.version else ABSENT
    return [Put(keys.game(t), item, as_read), on_the_road(t, head, **_road(wanted.road))]


def on_the_road(t: str, head: Item | None, **said: object) -> Update:
    """What every event is to know from now on, among what it knew: the rules' version moves with it."""
    kept = {**(head or {}).get("g", {}), **said}
    return rule_index.bumped(t, rule_index.version_of(head), g=kept)


def road(head: Item | None) -> Road:
    """What the head of the rules says to every event, by short names: it is read with each."""
    said = (head or {}).get("g", {})
    points = {action: Decimal(points) for action, points in said.get("a", {}).items()}
    return Road(points, frozenset(said.get("r", ())), str(said.get("z", "UTC")))


def _road(said: Road) -> Item:
    return {"a": dict(said.action_points), "r": sorted(said.replaced)}


def badge(t: str, contact: str, number: int, at: datetime) -> Put:
    """The write by which a contact has a badge, once."""
    return Put(keys.badge(t, contact, number), {"at": keys.moment(at)})


def had_since(table: TenantTable, contact: str, number: int) -> datetime | None:
    item = table.get(keys.badge(table.tenant, contact, number))
    return datetime.fromisoformat(item["at"]) if item else None


def dated_back(t: str, contact: str, number: int, at: datetime) -> Update:
    """It was earned earlier than was known; where somebody knows of an even earlier moment, it fails."""
    moment = keys.moment(at)
    return Update(keys.badge(t, contact, number), sets={"at": moment}, when=Attr("at").gt(moment))


def badges(table: TenantTable, contact: str) -> Mapping[int, datetime]:
    """The badges of a contact by their ids, and since when it has each."""
    first = keys.badge(table.tenant, contact, "")
    where = Where("pk").eq(first.pk) & Where("sk").begins_with(first.sk)
    found = every(table, where, consistent=False)
    return {int(item["sk"].removeprefix(first.sk)): datetime.fromisoformat(item["at"]) for item in found}
