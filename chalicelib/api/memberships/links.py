"""The route that gives out public links to papers."""

from datetime import timedelta
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from pydantic import Field

from ...actions import giving_links
from ...actions.giving_links import PAPERS
from ...domain.ids import Ref, parse_ref
from ...domain.kept_memberships import link_tail
from ...domain.links import Paper
from ..blueprint import ADMIN, Face
from ..call import Call
from ..sheep.dialect import Sheep
from ..wire import Body, NaiveTime, Record, RefText, Text100

face = Face(Sheep("memberships"))
DAYS = 30


class PublicLinkBody(Body):
    """`document` is a membership, achievement, invoice or quote."""

    document: RefText
    paper: Literal["certificate", "credential", "invoice", "pdf"] = "certificate"
    template: Text100 | None = None
    days: Annotated[int, Field(ge=1, le=3660)] = DAYS


class PublicLinkRecord(Record):
    """`permanent` opens for good; `url` until `expires`."""

    permanent: str
    url: str
    expires: NaiveTime


class PublicLinkEnd(Body):
    document: RefText


class PublicLinkId(Record):
    """What opens from now on."""

    link_id: str


@face.endpoint(
    "POST",
    "/api/v1/{flock}/public_link",
    who=ADMIN,
    summary="Give out a link to a paper: one for good, and one that ends.",
    body=PublicLinkBody,
    answers=PublicLinkRecord,
    keep_answer=False,
)
def give_public_link(call: Call) -> Any:
    said: PublicLinkBody = call.body
    found = _document(call, said.document)
    paper = Paper(found.resource, said.paper, said.template)
    expires = call.now.replace(microsecond=0) + timedelta(days=said.days)
    given = giving_links.give(call.table, found.uid, paper, expires=expires)
    base = f"{call.wired.settings.base_url}/api/v1/public/{call.caller.tenant}/{found.resource}"
    template = f"?{urlencode({'template': said.template})}" if said.template else ""
    return PublicLinkRecord(
        permanent=f"{base}/{given.link_id}/{said.paper}/{template}",
        url=f"{base}/{found.uid}/{said.paper}/?{urlencode(given.query)}",
        expires=expires,
    )


@face.endpoint(
    "POST",
    "/api/v1/{flock}/public_link/end",
    who=ADMIN,
    summary="End every link that was given out to a record's papers.",
    body=PublicLinkEnd,
    answers=PublicLinkId,
    keep_answer=False,
)
def end_public_links(call: Call) -> Any:
    found = _document(call, call.body.document)
    tail = link_tail(call.ids.uid())
    return PublicLinkId(
        link_id=giving_links.end(call.table, found.resource, found.uid, tail=tail, at=call.now)
    )


def _document(call: Call, text: str) -> Ref:
    return parse_ref(text, field="document", tenant=call.caller.tenant, resources=tuple(PAPERS))
