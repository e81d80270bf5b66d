"""How registered paper templates are kept; a logo may be as large as all else together a hundred times."""

from ..domain.paper_template import PaperTemplate
from . import keys
from .records import Kind
from .table import TenantTable
from .writes import Delete, Put, Write

PAPER_TEMPLATES: Kind[PaperTemplate] = Kind(
    name="template",
    model=PaperTemplate,
    key=keys.paper_template,
    facets=lambda template: {"name": template.name, "layout": template.layout},
)


def logo(table: TenantTable, template: PaperTemplate) -> bytes | None:
    """The file that the template names; None also where the template was changed a moment ago."""
    if template.logo is None:
        return None
    item = table.get(keys.logo(table.tenant, template.uid, template.logo))
    return bytes(item["file"]) if item else None


def logo_moved(
    t: str, template: str, before: str | None, after: str | None, file: bytes | None
) -> list[Write]:
    """The writes that go with a template's change of logo."""
    if before == after:
        return []
    writes: list[Write] = [Delete(keys.logo(t, template, before))] if before else []
    if after and file:
        writes.append(Put(keys.logo(t, template, after), {"file": file}, None))
    return writes
