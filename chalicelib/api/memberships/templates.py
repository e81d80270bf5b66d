"""Routes of paper templates: designs as settings, found by uid or by name."""

import base64
from typing import Any

from ...actions import paper_templates, tenants
from ...actions.paper_templates import Registered
from ...domain.ids import is_uid
from ...domain.paper_template import PaperTemplate, template_uid
from ...domain.papers import PaperDesign
from ...domain.refusals import Invalid
from ..blueprint import ADMIN, Face
from ..call import Answer, Call
from ..dear import TOO_OFTEN, take
from ..sheep.collection import PAGING, Page, asked, envelope, ref
from ..sheep.dialect import Sheep
from ..wire import given_fields
from . import wire_templates as wire

face = Face(Sheep("memberships"))
COLLECTION = "/api/v1/{flock}/template"
ONE = COLLECTION + "/{uid}"
FILTERS = {"name": "Exactly this.", "layout": "certificate-landscape, certificate-portrait or invoice."}
# What null goes back to.
HOUSE: dict[str, Any] = {"wording": {}, "colours": {}, "options": {}, "logo": None}


@face.endpoint(
    "GET",
    COLLECTION,
    who=ADMIN,
    summary="List the tenant's own paper templates.",
    answers=Page,
    query={**PAGING, **FILTERS},
)
def list_template(call: Call) -> Any:
    page = asked(call)
    facets = {name: value for name, value in call.query.items() if name in FILTERS}
    found = paper_templates.listed(call.table, page, now=call.now, facets=facets)
    return envelope(call, page, found, lambda record: wire.TemplateLine(**_line(call, record)))


@face.endpoint(
    "POST",
    COLLECTION,
    who=ADMIN,
    summary="Register a paper template: layout, wording, colours, options and a logo.",
    body=wire.TemplateBody,
    answers=wire.TemplateRecord,
    status=201,
    draws=True,
    also=TOO_OFTEN,
)
def add_template(call: Call) -> Any:
    settings = _settings(call)
    missing = {name: "required" for name in ("name", "layout") if settings.get(name) is None}
    if missing:
        raise Invalid("A template needs a name and a layout.", missing)
    origin = call.ids.uid()
    made = paper_templates.add(call.table, settings, origin=origin, prove=_prove(call), at=call.now)
    return _shown(call, made)


@face.endpoint("GET", ONE, who=ADMIN, summary="Show a paper template.", answers=wire.TemplateRecord)
def get_template(call: Call, uid: str) -> Any:
    return _shown(call, paper_templates.get(call.table, _uid(uid)))


@face.endpoint(
    "PUT",
    ONE,
    who=ADMIN,
    summary="Change a paper template; it keeps its name.",
    body=wire.TemplateBody,
    answers=wire.TemplateRecord,
    draws=True,
    also=TOO_OFTEN,
)
def change_template(call: Call, uid: str) -> Any:
    changes = _settings(call)
    cleared = {name: "may not be null" for name in ("name", "layout") if changes.get(name, "") is None}
    if cleared:
        raise Invalid("A template needs a name and a layout.", cleared)
    changed = paper_templates.change(call.table, _uid(uid), changes, prove=_prove(call), at=call.now)
    return _shown(call, changed)


@face.endpoint("DELETE", ONE, who=ADMIN, summary="Remove a paper template.", status=204)
def remove_template(call: Call, uid: str) -> Any:
    paper_templates.remove(call.table, _uid(uid), at=call.now)
    return Answer(status=204)


@face.endpoint(
    "GET",
    ONE + "/proof",
    who=ADMIN,
    summary="A sample paper in this design, as PDF.",
    media="application/pdf",
    draws=True,
    also=TOO_OFTEN,
)
def prove_template(call: Call, uid: str) -> Any:
    sample = _prove(call)(paper_templates.get(call.table, _uid(uid)).design)
    headers = {"Content-Type": "application/pdf", "Content-Disposition": 'inline; filename="proof.pdf"'}
    return Answer(sample, 200, headers)


def _uid(text: str) -> str:
    return text if is_uid(text) else template_uid(text)


def _prove(call: Call) -> paper_templates.Prove:
    def prove(design: PaperDesign) -> bytes:
        take(call, "paper")
        organisation = tenants.get(call.table).name
        return call.wired.papers.prove(design, organisation=organisation, at=call.now)

    return prove


def _settings(call: Call) -> dict[str, Any]:
    given = given_fields(call.body)
    settings = {name: HOUSE.get(name) if value is None else value for name, value in given.items()}
    if call.body.logo:
        settings["logo"] = base64.b64decode(call.body.logo)
    return settings


def _line(call: Call, record: PaperTemplate) -> dict[str, Any]:
    own = ("uid", "created", "last_updated", "name", "layout", "wording", "colours", "options")
    return {
        **{name: getattr(record, name) for name in own},
        "uri": ref(call, "template", record.uid),
        "logo_digest": record.logo,
    }


def _shown(call: Call, template: Registered) -> wire.TemplateRecord:
    logo = base64.b64encode(template.logo).decode() if template.logo else None
    return wire.TemplateRecord(**_line(call, template.record), logo=logo)
