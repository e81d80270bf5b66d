"""Routes of the tenant itself: its settings and its triggers."""

from typing import Any

from ...actions import tenants
from ...domain import webhook_secret
from ...domain.tenant import Tenant
from ...domain.triggers import Action, Triggers
from ..blueprint import ADMIN, STAFF, Face
from ..call import Call
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
    return _shown(tenants.get(call.table))


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
    return _shown(tenants.change(call.table, changes, at=call.now))


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


def _shown(tenant: Tenant) -> wire.TenantRecord:
    return wire.TenantRecord(
        tenant=tenant.slug,
        **{name: getattr(tenant, name) for name in wire.TenantRecord.model_fields if name != "tenant"},
    )
