"""How enrolments are kept, one an item: beside their contact, in few bytes, as they are read with its events.

An enrolment is decided upon together with what its measure has counted, which stands in the progress of the
target's event. Whoever changes one changes the other's version: so no goal is reached unseen.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..domain.rules.tokens import digest
from ..domain.targets.enrolment import Enrolment, Scheme, Sums
from ..domain.targets.target import Target
from . import enrolment_codec, keys, progress, target_keys, targets
from .codec import Item
from .conditions import Attr, Where
from .progress import Kept
from .ranges import every, pages
from .table import TenantTable
from .writes import ABSENT, Put, Write

SHELF = "enrolment"
# An enrolment with its target and what the target's measure has counted.
Whole = tuple[Scheme, Enrolment, Sums]


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
    return find_many(table, [contact], target, consistent=consistent)[contact]


def find_many(
    table: TenantTable, contacts: Iterable[str], target: Target, *, consistent: bool = True
) -> dict[str, Found]:
    """The same for many contacts."""
    t, at = table.tenant, home(target)
    places = {one: (target_keys.enrolment(t, one, target.uid), keys.progress(t, one, at)) for one in contacts}
    items = table.get_many([place for pair in places.values() for place in pair], consistent=True)
    return {
        one: Found(
            target.uid, read(one, target.uid, items.get(own)), progress.read(one, at, items.get(counted))
        )
        for one, (own, counted) in places.items()
    }


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


def whole(table: TenantTable, contact: str) -> list[Whole]:
    """Every target that is still there and that the contact is or was enrolled in, with what is counted.

    One query, and one read of all the rest; consistent, for who has just enrolled looks here.
    """
    t, first = table.tenant, target_keys.enrolment(table.tenant, contact, "")
    items = every(table, Where("pk").eq(first.pk) & Where("sk").begins_with(first.sk))
    found = [enrolment_codec.read(one, contact=contact, target=one["sk"][len(first.sk) :]) for one in items]
    homes = {one.target: keys.progress(t, contact, digest(one.event)) for one in found}
    schemes, rest = targets.schemes_with(table, [(one.group, one.target) for one in found], homes.values())
    counted = {place: progress.read(contact, "", rest.get(place)).counted for place in homes.values()}
    return [
        (schemes[one.target], one, counted[homes[one.target]].get(one.target, {}))
        for one in found
        if one.target in schemes
    ]


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


def _read_many(
    table: TenantTable, contact: str, targets: Iterable[str], *, consistent: bool
) -> dict[str, Enrolment]:
    places = {target_keys.enrolment(table.tenant, contact, uid): uid for uid in targets}
    items = table.get_many(places, consistent=consistent)
    return {uid: one for place, uid in places.items() if (one := read(contact, uid, items.get(place)))}
