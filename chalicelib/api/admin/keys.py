"""Routes of API keys: shown once, listed by id and prefix, rotatable, revocable."""

from typing import Any

from ...actions import api_keys
from ...actions.api_keys import Issued
from ...domain.api_key import ROLES, ApiKey
from ...domain.ids import parse_ref
from ..blueprint import ADMIN, Face
from ..call import Answer, Call
from ..sheep.collection import PAGING, Page, a_uid, asked, check_unchanged, envelope, one_of, ref
from ..sheep.dialect import Sheep
from . import wire

face = Face(Sheep())
COLLECTION = "/api/v1/{flock}/api_key"
ONE = COLLECTION + "/{uid}"


@face.endpoint(
    "GET",
    COLLECTION,
    who=ADMIN,
    summary="List API keys.",
    answers=Page,
    query={**PAGING, "role": "admin, coach or member."},
)
def list_api_key(call: Call) -> Any:
    page = asked(call)
    facets = one_of(call, "role", ROLES)
    found = api_keys.listed(call.table, page, now=call.now, facets=facets)
    return envelope(call, page, found, lambda key: wire.ApiKeyRecord(**_shown(call, key)))


@face.endpoint(
    "POST",
    COLLECTION,
    who=ADMIN,
    summary="Issue a key. Its text is shown this once.",
    body=wire.ApiKeyBody,
    answers=wire.NewApiKeyRecord,
    status=201,
    keep_answer=False,
)
def add_api_key(call: Call) -> Any:
    said: wire.ApiKeyBody = call.body
    kinds = ("person", "organisation")
    bound = said.contact and parse_ref(
        said.contact, field="contact", tenant=call.caller.tenant, resources=kinds
    )
    issued = api_keys.issue(
        call.table,
        said.role,
        ids=call.ids,
        at=call.now,
        contact=bound.uid if bound else None,
        resource=bound.resource if bound else None,
        label=said.label,
        expires=said.expires,
    )
    return _once(call, issued)


@face.endpoint("GET", ONE, who=ADMIN, summary="Show a key's record.", answers=wire.ApiKeyRecord)
def get_api_key(call: Call, uid: str) -> Any:
    return wire.ApiKeyRecord(**_shown(call, api_keys.get(call.table, a_uid(uid, "api key"))))


@face.endpoint(
    "PUT",
    ONE,
    who=ADMIN,
    summary="Change a key's label.",
    body=wire.ApiKeyChange,
    answers=wire.ApiKeyRecord,
)
def change_api_key(call: Call, uid: str) -> Any:
    if call.body.model_extra:
        check_unchanged(call.body, get_api_key(call, uid))
    changes = call.body.model_dump(exclude_unset=True, include={"label"})
    return wire.ApiKeyRecord(
        **_shown(call, api_keys.change(call.table, a_uid(uid, "api key"), changes, at=call.now))
    )


@face.endpoint("DELETE", ONE, who=ADMIN, summary="Revoke a key: it opens nothing any more.", status=204)
def revoke_api_key(call: Call, uid: str) -> Any:
    api_keys.revoke(call.table, a_uid(uid, "api key"), at=call.now)
    return Answer(status=204)


@face.endpoint(
    "POST",
    ONE + "/rotate",
    who=ADMIN,
    summary="A new key like this one; the old one goes on for 24 hours.",
    answers=wire.NewApiKeyRecord,
    status=201,
    keep_answer=False,
)
def rotate_api_key(call: Call, uid: str) -> Any:
    return _once(call, api_keys.rotate(call.table, a_uid(uid, "api key"), ids=call.ids, at=call.now))


def _once(call: Call, issued: Issued) -> wire.NewApiKeyRecord:
    return wire.NewApiKeyRecord(**_shown(call, issued.key), key=issued.text)


def _shown(call: Call, key: ApiKey) -> dict[str, Any]:
    return {
        "uid": key.uid,
        "uri": ref(call, "api_key", key.uid),
        "created": key.created,
        "last_updated": key.last_updated,
        "key_id": key.key_id,
        "prefix": f"lrl_{key.key_id}",
        "role": key.role,
        "contact": ref(call, key.contact_resource or "person", key.contact) if key.contact else None,
        "label": key.label,
        "expires": key.expires,
        "revoked": key.revoked,
    }
