"""Routes of the tenant itself: its settings, its logo and its triggers."""

import base64
from typing import Any

from ...actions import logos, tenants
from ...domain import webhook_secret
from ...domain.site import logo_url
from ...domain.tenant import Tenant
from ...domain.tenant_logo import logo
from ...domain.triggers import Action, Triggers
from ..blueprint import ADMIN, STAFF, Face
from ..call import Answer, Call
from ..sheep.dialect import Sheep
from . import wire

face = Face(Sheep())


@face.endpoint(
    "GET",
    "/api/v1/{flock}/tenant",
    who=STAFF,
    summary="Show the tenant's settings.",
    answers=wire.TenantRecord,
)
def get_tenant(call: Call) -> Any:
    return _shown(call, tenants.get(call.table))


@face.endpoint(
    "PUT",
    "/api/v1/{flock}/tenant",
    who=ADMIN,
    summary="Change the tenant's settings: its name, looks, time zone and reply address.",
    body=wire.TenantBody,
    answers=wire.TenantRecord,
)
def change_tenant(call: Call) -> Any:
    given = call.body.model_dump(exclude_unset=True)
    kept = ("name", "colour", "accent", "timezone", "locale", "public_links", "child_names")
    changes = {name: value for name, value in given.items() if value is not None or name not in kept}
    return _shown(call, tenants.change(call.table, changes, at=call.now))


@face.endpoint(
    "PUT",
    "/api/v1/{flock}/tenant/logo",
    who=ADMIN,
    summary="Upload the tenant's logo: a PNG or an SVG of at most 256 KB.",
    body=wire.LogoBody,
    answers=wire.TenantRecord,
    most=wire.UPLOAD_BYTES,
)
def set_logo(call: Call) -> Any:
    clean = logo(base64.b64decode(call.body.logo))
    return _shown(call, logos.keep(call.table, clean, at=call.now))


@face.endpoint(
    "DELETE",
    "/api/v1/{flock}/tenant/logo",
    who=ADMIN,
    summary="Take the uploaded logo away.",
    status=204,
)
def remove_logo(call: Call) -> Any:
    logos.remove(call.table, at=call.now)
    return Answer(status=204)


@face.endpoint(
    "GET",
    "/api/v1/{flock}/triggers",
    who=STAFF,
    summary="Show which events lead to which actions.",
    answers=wire.TriggersBody,
)
def get_triggers(call: Call) -> Any:
    return _triggers(tenants.triggers(call.table))


@face.endpoint(
    "PUT",
    "/api/v1/{flock}/triggers",
    who=ADMIN,
    summary="Replace the triggers.",
    body=wire.TriggersBody,
    answers=wire.TriggersBody,
)
def set_triggers(call: Call) -> Any:
    wanted = {
        event: tuple(Action(**action.model_dump()) for action in actions)
        for event, actions in call.body.root.items()
    }
    return _triggers(
        tenants.set_triggers(
            call.table,
            wanted,
            templates=call.wired.mail_templates,
            chance=call.ids.letters(webhook_secret.LETTERS),
            at=call.now,
        )
    )


def _triggers(triggers: Triggers) -> dict[str, Any]:
    return {event: [action.as_said() for action in actions] for event, actions in sorted(triggers.items())}


def _shown(call: Call, tenant: Tenant) -> wire.TenantRecord:
    made = {"tenant": tenant.slug, "logo_url": logo_url(call.wired.settings.base_url, tenant)}
    kept = {name: getattr(tenant, name) for name in wire.TenantRecord.model_fields if name not in made}
    return wire.TenantRecord(**made, **kept)
