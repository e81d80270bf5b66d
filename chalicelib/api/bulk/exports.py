"""The route of exports: contacts or memberships as CSV that an import takes back unchanged."""

from typing import Any

from ...actions import exporting
from ...domain.imports import Noun
from ...domain.refusals import Invalid
from .. import paging
from ..blueprint import ADMIN, Face
from ..call import Answer, Call
from ..dear import TOO_OFTEN, take
from ..sheep.dialect import Sheep

face = Face(Sheep("bulk"))
COLLECTION = "/api/v1/{flock}/export"


@face.endpoint(
    "GET",
    COLLECTION,
    who=ADMIN,
    summary="Contacts or memberships as CSV; a Link header leads to the rest.",
    query={"kind": "contact or member.", "cursor": "Where to go on; taken from the Link header."},
    media="text/csv",
    also=TOO_OFTEN,
)
def get_export(call: Call) -> Any:
    kind = _kind(call.query.get("kind"))
    after = _after(call, kind)
    take(call, "export")
    found = exporting.stretch(call.table, kind, after, now=call.now)
    headers = {
        "Content-Type": "text/csv; charset=utf-8; header=present",
        "Content-Disposition": f'attachment; filename="{kind}.csv"',
        **({"Link": f'<{_link(call, kind, found.next)}>; rel="next"'} if found.next else {}),
    }
    return Answer(found.text, 200, headers)


def _kind(said: str | None) -> Noun:
    match said:
        case "contact" | "member":
            return said
        case _:
            raise Invalid("Not a valid export.", {"kind": "contact or member"})


def _after(call: Call, kind: str) -> str | None:
    return paging.unseal(call.caller.secret, _scope(call, kind), call.query.get("cursor"), at=call.now)


def _link(call: Call, kind: str, position: str) -> str:
    cursor = paging.seal(call.caller.secret, _scope(call, kind), position, at=call.now)
    return f"{call.wired.settings.base_url}{call.path.rstrip('/')}/?kind={kind}&cursor={cursor}"


def _scope(call: Call, kind: str) -> str:
    return f"{call.caller.tenant}|{call.scope}|{kind}"
