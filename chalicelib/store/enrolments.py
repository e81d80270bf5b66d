"""How enrolments are kept, one an item: beside their contact, in few bytes, as they are read with its events.

An enrolment is decided upon together with what its measure has counted, which stands in the progress of the
target's event. Whoever changes one changes the other's version: so no goal is reached unseen.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from boto3.dynamodb.conditions import Attr
from boto3.dynamodb.conditions import Key as Where

from ..domain.rules.tokens import digest
from ..domain.targets.enrolment import Enrolment, Sums
from ..domain.targets.target import Target
from . import enrolment_codec, keys, progress, target_keys
from .codec import Item
from .progress import Kept
from .ranges import every, pages
from .table import TenantTable
from .writes import ABSENT, Put, Write

SHELF = "enrolment"


@dataclass(frozen=True)
class Found:
    """A contact's enrolment in a target as it was read, None before the first, and its measure's progress."""

    target: str
    enrolment: Enrolment | None
    progress: Kept

    @property
    def sums(self) -> Sums:
        return self.progress.counted.get(self.target, {})


def home(target: Target) -> str:
    """The progress in which its measure is counted, among all else that the event's action comes to."""
    return digest(target.event_name)


def find(table: TenantTable, contact: str, target: Target, *, consistent: bool = True) -> Found:
    """Both at once. Consistent, for whoever changes them; a reader may do without."""
    t, at = table.tenant, home(target)
    places = (target_keys.enrolment(t, contact, target.uid), keys.progress(t, contact, at))
    items = table.get_many(places, consistent=consistent)
    enrolment, counted = (items.get(place) for place in places)
    kept = progress.read(contact, at, counted)
    return Found(target.uid, read(contact, target.uid, enrolment), kept)


def load(table: TenantTable, contact: str, target: str, *, consistent: bool = True) -> Enrolment | None:
    item = table.get(target_keys.enrolment(table.tenant, contact, target), consistent=consistent)
    return read(contact, target, item)


def read(contact: str, target: str, item: Item | None) -> Enrolment | None:
    return enrolment_codec.read(item, contact=contact, target=target) if item else None


def known(table: TenantTable, contact: str, versions: Mapping[str, int]) -> dict[str, Enrolment]:
    """Those in these targets, each as it stood at that version or later.

    A reading that is older is told from the version, and made anew: mostly none is.
    """
    found = _read_many(table, contact, versions, consistent=False)
    old = [uid for uid, version in versions.items() if uid not in found or found[uid].version < version]
    return found | _read_many(table, contact, old, consistent=True)


def changed(t: str, found: Found, enrolment: Enrolment) -> list[Write]:
    """The two writes of whoever enrols, leaves, pauses: they fail unless both stand as they were read."""
    put = kept(t, enrolment)
    return [put, progress.touched(t, found.progress, found.target, enrolment.version)]


def kept(t: str, enrolment: Enrolment) -> Put:
    """The write that replaces it, guarded by the version that was read; the next version is its own."""
    place = target_keys.enrolment(t, enrolment.contact, enrolment.target)
    as_read = Attr("v").eq(enrolment.version) if enrolment.version else ABSENT
    enrolment.version += 1
    item = enrolment_codec.flat(enrolment)
    item |= keys.about(t, enrolment.target, SHELF, enrolment.created, enrolment.contact)
    if enrolment.due:
        item |= keys.due(place.pk, enrolment.due)
    return Put(place, item, as_read)


def of_target(table: TenantTable, target: str) -> Iterator[str]:
    """The contacts that are or were enrolled, in the order in which they first were."""
    where = Where("spk").eq(keys.subject_pk(table.tenant, target, SHELF))
    for page in pages(table, "subject", where):
        yield from (str(item["ssk"]).rpartition("#")[2] for item in page.items)


def of_contact(table: TenantTable, contact: str) -> list[Enrolment]:
    """All in which the contact is or was enrolled, in no order."""
    first = target_keys.enrolment(table.tenant, contact, "")
    items = every(table, Where("pk").eq(first.pk) & Where("sk").begins_with(first.sk))
    found = [(item, str(item["sk"]).removeprefix(first.sk)) for item in items]
    return [one for item, target in found if (one := read(contact, target, item))]


def sums_of(table: TenantTable, contact: str, targets: Iterable[Target]) -> dict[str, Sums]:
    """What the measures of targets have counted of the contact's events, by the targets' uids."""
    t, wanted = table.tenant, list(targets)
    places = {one.uid: keys.progress(t, contact, home(one)) for one in wanted}
    items = table.get_many(places.values(), consistent=True)
    found = {one.uid: progress.read(contact, home(one), items.get(places[one.uid])) for one in wanted}
    return {uid: kept.counted.get(uid, {}) for uid, kept in found.items()}


def _read_many(
    table: TenantTable, contact: str, targets: Iterable[str], *, consistent: bool
) -> dict[str, Enrolment]:
    places = {target_keys.enrolment(table.tenant, contact, uid): uid for uid in targets}
    items = table.get_many(places, consistent=consistent)
    return {uid: one for place, uid in places.items() if (one := read(contact, uid, items.get(place)))}
