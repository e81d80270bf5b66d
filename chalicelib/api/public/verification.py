"""The route to which a certificate's QR code leads: JSON, or a page for who reads with a browser."""

from typing import Any

from ...actions import verifying
from ...actions.visits import Visit
from ...domain.links import NoSuchPaper
from ...domain.verification import Verification
from .. import telling
from ..blueprint import View
from ..call import Answer, Endpoint
from ..wire import Record
from .door import Door


class Verifying(Door):
    """Who reads with a browser gets a page, also where there is nothing to verify."""

    def _asked(
        self,
        endpoint: Endpoint,
        view: View,
        request: dict[str, Any],
        headers: dict[str, str],
        parameters: dict[str, str],
    ) -> Answer:
        try:
            with telling.refusals():
                return super()._asked(endpoint, view, request, headers, parameters)
        except NoSuchPaper as refusal:
            if not _wants_html(headers.get("accept", "")):
                raise
            from . import page

            return page.refused(parameters["flock"], refusal, 404)


face = Verifying()


class VerificationRecord(Record):
    """Dates are days; those that do not fit the document are left out."""

    document: str
    valid: bool
    organisation: str
    name: str
    type: str
    status: str
    number: str | None = None
    member_since: str | None = None
    valid_from: str | None = None
    valid_until: str | None = None
    ended_on: str | None = None
    finished_on: str | None = None


@face.page(
    "/verify/{uid}",
    summary="Whether a certificate is ours and still holds; HTML for a browser.",
    answers=VerificationRecord,
    formats=("text/html",),
)
def public_verification(visit: Visit, headers: dict[str, str]) -> Answer:
    found = verifying.verify(visit)
    if _wants_html(headers.get("accept", "")):
        from . import page  # only who reads with a browser pays for the room of pages

        return page.of(visit, found)
    return Answer(_shown(found), 200)


def _shown(found: Verification) -> dict[str, Any]:
    days = {name: day.isoformat() for name, day in found.dates.items() if day is not None}
    record = VerificationRecord(
        document=found.document,
        valid=found.valid,
        organisation=found.organisation,
        name=found.name,
        type=found.type,
        status=found.status,
        number=found.number,
        **days,
    )
    return record.model_dump(exclude_none=True)


def _wants_html(accept: str) -> bool:
    """A browser names HTML; who names JSON before it is a program."""
    html, json = accept.find("text/html"), accept.find("application/json")
    return html >= 0 and (json < 0 or html < json)
