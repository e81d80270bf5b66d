"""What is done with paper templates: registering, changing, removing, finding the design that a paper has."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ..domain.paper_template import PaperTemplate, fields_of, kept, settings_of, template_uid
from ..domain.paper_words import PaperKind
from ..domain.papers import DEFAULT_NAME, NAME, PaperDesign, find_design, register
from ..domain.refusals import Busy, Conflict, Contradiction, NotFound
from ..store import lists
from ..store.conditions import Attr
from ..store.keys import Key
from ..store.papers import PAPER_TEMPLATES, logo, logo_moved
from ..store.records import writes
from ..store.table import ConditionFailed, TenantTable
from .listing import Asked, Listed, records

# Where nothing stands, or what was removed: a name may be taken again.
FREE = Attr("pk").not_exists() | Attr("deleted").exists()
# Draws a sample, and refuses a design that cannot be drawn.
Prove = Callable[[PaperDesign], bytes]


@dataclass(frozen=True)
class Registered:
    """A template with its logo."""

    record: PaperTemplate
    logo: bytes | None

    @property
    def design(self) -> PaperDesign:
        return self.record.design(self.logo)


def add(
    table: TenantTable, settings: Mapping[str, Any], *, origin: str, prove: Prove, at: datetime
) -> Registered:
    """Register a design. The same request, repeated, gives what it registered."""
    design = register(settings)
    prove(design)
    t, new = table.tenant, kept(design, origin=origin, at=at)
    put = replace(PAPER_TEMPLATES.new(t, new), when=FREE)
    try:
        table.transact(writes(put, logo_moved(t, new.uid, None, new.logo, design.logo)))
    except ConditionFailed as failed:
        if PAPER_TEMPLATES.load(table, new.uid).origin != origin:
            raise Conflict("There is a template of this name already.") from failed
        return get(table, new.uid)
    return Registered(new, design.logo)


def change(
    table: TenantTable, uid: str, changes: Mapping[str, Any], *, prove: Prove, at: datetime
) -> Registered:
    """Change the settings that are given; the name stays."""

    def decide() -> Registered:
        before = get(table, uid)
        if changes.get("name", before.record.name) != before.record.name:
            raise Contradiction("A template keeps its name.", {"name": "another name"})
        design = register({**settings_of(before.record), "logo": before.logo, **changes})
        prove(design)
        after = replace(before.record, **fields_of(design), last_updated=at)
        moved = logo_moved(table.tenant, uid, before.record.logo, after.logo, design.logo)
        table.transact(writes(PAPER_TEMPLATES.changed(table.tenant, after), moved))
        return Registered(after, design.logo)

    return table.decided(decide)


def remove(table: TenantTable, uid: str, *, at: datetime) -> None:
    def decide() -> None:
        t, template = table.tenant, PAPER_TEMPLATES.load(table, uid)
        untallied = lists.untallied(table, PAPER_TEMPLATES.places(t, template), at=at)
        gone = PAPER_TEMPLATES.gone(t, template, at=at)
        table.transact(writes(gone, untallied, logo_moved(t, uid, template.logo, None, None)))

    table.decided(decide)


def get(table: TenantTable, uid: str) -> Registered:
    found = find(table, uid)
    if found is None:
        raise NotFound("There is no such template.")
    return found


def find(table: TenantTable, uid: str) -> Registered | None:
    """The template with its logo; read again where both changed between the two reads."""
    for _ in range(3):
        template = PAPER_TEMPLATES.find(table, uid)
        file = logo(table, template) if template else None
        if template is None:
            return None
        if (file is None) == (template.logo is None):
            return Registered(template, file)
    raise Busy("Others keep changing this template. Try again.")


def listed(
    table: TenantTable, asked: Asked, *, now: datetime, facets: Mapping[str, Any]
) -> Listed[PaperTemplate]:
    return records(table, PAPER_TEMPLATES, asked, now=now, facets=facets)


def place_of(t: str, kind: PaperKind, name: str | None) -> list[Key]:
    """Where the template stands that `design_for` will look for; a name that none can have is looked for
    nowhere."""
    wanted = _wanted(kind, name)
    return [PAPER_TEMPLATES.key(t, template_uid(wanted))] if NAME.fullmatch(wanted) else []


def _wanted(kind: PaperKind, name: str | None) -> str:
    return DEFAULT_NAME[kind.family] if name is None else name


def design_for(table: TenantTable, kind: PaperKind, name: str | None) -> PaperDesign:
    """The tenant's own template of that name (the default's, where none is asked for), or the house's."""
    wanted = _wanted(kind, name)
    own = find(table, template_uid(wanted)) if NAME.fullmatch(wanted) else None
    return find_design(kind, wanted, {wanted: own.design} if own else {})
