"""The route that gives out public links to papers."""

from datetime import timedelta
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from pydantic import Field

from ...actions import giving_links
from ...actions.giving_links import PAPERS
from ...domain.ids import parse_ref
from ...domain.links import Paper
from ..blueprint import ADMIN, Face
from ..call import Call
from ..sheep.dialect import Sheep
from ..wire import Body, NaiveTime, Record, RefText, Text100

face = Face(__name__, Sheep("memberships"))
DAYS = 30


class LinkBody(Body):
    """`document` is a membership, achievement, invoice or quote."""

    document: RefText
    paper: Literal["certificate", "invoice", "pdf"] = "certificate"
    template: Text100 | None = None
    days: Annotated[int, Field(ge=1, le=3660)] = DAYS


class LinkRecord(Record):
    """`permanent` opens for good; `url` until `expires`."""

    permanent: str
    url: str
    expires: NaiveTime


@face.endpoint(
    "POST",
    "/api/v1/{flock}/public_link",
    who=ADMIN,
    summary="Give out a link to a paper: one for good, and one that ends.",
    body=LinkBody,
    answers=LinkRecord,
)
def give_public_link(call: Call) -> Any:
    said: LinkBody = call.body
    found = parse_ref(said.document, field="document", tenant=call.caller.tenant, resources=tuple(PAPERS))
    paper = Paper(found.resource, said.paper, said.template)
    expires = call.now.replace(microsecond=0) + timedelta(days=said.days)
    given = giving_links.give(call.table, found.uid, paper, expires=expires)
    base = f"{call.wired.settings.base_url}/api/v1/public/{call.caller.tenant}/{found.resource}"
    template = f"?{urlencode({'template': said.template})}" if said.template else ""
    return LinkRecord(
        permanent=f"{base}/{given.link_id}/{said.paper}/{template}",
        url=f"{base}/{found.uid}/{said.paper}/?{urlencode(given.query)}",
        expires=expires,
    )
