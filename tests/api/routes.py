"""Every declared route as a real request: the sweeps walk over all of them, not over samples."""

from typing import Any

import app
from chalicelib.api.blueprint import ENDPOINTS
from chalicelib.api.call import Endpoint
from tests.asking import Club

assert app.app.routes, "the routes declare themselves when the app is imported"

AUTHENTICATED = [endpoint for endpoint in ENDPOINTS if endpoint.who is not None]
WITH_BODY = [endpoint for endpoint in AUTHENTICATED if endpoint.body is not None]
WRITING = [endpoint for endpoint in AUTHENTICATED if endpoint.method in ("POST", "PUT")]
POSTS = [endpoint for endpoint in AUTHENTICATED if endpoint.method == "POST"]
LISTS = [endpoint for endpoint in AUTHENTICATED if "page_size" in endpoint.query]
WITH_UID = [endpoint for endpoint in AUTHENTICATED if "{uid}" in endpoint.path]
UNKNOWN_UID = "0" * 24


def name(endpoint: Endpoint) -> str:
    """How a route is called in a test's id."""
    return f"{endpoint.method} {endpoint.path.removeprefix('/api/v1/{flock}')}"


def resource(endpoint: Endpoint) -> str:
    return endpoint.path.removeprefix("/api/v1/{flock}/").split("/")[0]


class Furnished:
    """A club with one record of each kind. `target` is the real path of a route."""

    def __init__(self, club: Club) -> None:
        self.club = club
        person, kind = club.person(email="reader@example.org"), club.type()
        achievement = club.start(kind, person)
        finished = club.finished(contact=person, kind=kind)
        club.house.settle()
        self.records: dict[str, Any] = {
            "person": person,
            "organisation": club.made("organisation/", {"name": "North East Accountants"}),
            "group": club.made("group/", {"name": "Tuesday squad", "members": [person["uri"]]}),
            "achievement_type": kind,
            "achievement": achievement,
            "api_key": club.made("api_key/", {"role": "coach", "label": "of the furniture"}),
            "event": club.got(f"event/?subject={finished['uid']}")["results"][0],
            "mail": club.got("mail/")["results"][0],
            **society(club, person),
        }

    def target(self, endpoint: Endpoint, *, tenant: str | None = None, uid: str | None = None) -> str:
        found = endpoint.path.replace("{flock}", tenant or self.club.tenant).replace(
            "{email}", "nobody@example.org"
        )
        found = found.replace("{contact}", self.records["person"]["uid"])
        if "{uid}" in found:
            found = found.replace("{uid}", uid or self.records[resource(endpoint)]["uid"])
        return found + "/"

    def body(self, endpoint: Endpoint) -> Any:
        """A body that this route takes, or None where it takes none."""
        if endpoint.body is None:
            return None
        refs = {
            "achievement_type_ref": self.records["achievement_type"]["uri"],
            "contact_ref": self.records["person"]["uri"],
        }
        wanted = BODIES.get(endpoint.body.__name__)
        return refs if wanted is None else {name: self._said(value) for name, value in wanted.items()}

    def _said(self, value: Any) -> Any:
        """`<person>` in a body is the reference of the person that stands."""
        if isinstance(value, str) and value.startswith("<"):
            return self.records[value.strip("<>")]["uri"]
        return value


def society(club: Club, person: Any) -> dict[str, Any]:
    """One record of each kind of face 003."""
    kind = club.made("membership_type/", {"name": "Fellow", "period": "P1Y", "max_linked_members": 2})
    member = club.made("member/", {"member": person["uri"], "membership_type": kind["uri"]})
    booking = club.made("booking/", {"name": "Gala", "start_date": "2026-12-01T19:30:00"})
    bill = {"contact": person["uri"], "currency": "GBP", "lines": [LINE]}
    return {
        "membership_type": kind,
        "member": member,
        "payment_plan": club.made("payment_plan/", {"name": "Halves", "payments": 2, "interval": "P1M"}),
        "payment": club.made("payment/", PAYMENT | {"contact": person["uri"]}),
        "invoice": club.made("invoice/", bill),
        "quote": club.made("quote/", bill),
        "booking": booking,
        "ticket": club.made("ticket/", {"booking": booking["uri"]}),
        "template": club.made("template/", TEMPLATE),
    }


LINE = {"description": "Subscription", "unit_price": "10.00"}
PAYMENT = {"amount": "10.00", "currency": "GBP", "due_date": "2027-01-01"}
TEMPLATE = {"name": "swift-certificate", "layout": "certificate-landscape"}
BODIES: dict[str, Any] = {
    "MembershipTypeBody": {"name": "Grade F", "period": "P1Y"},
    "MemberBody": {"member": "<person>", "membership_type": "<membership_type>"},
    "CancelBody": {"reason": "moved"},
    "OverrideBody": {"status": "active", "until": "2027-01-01", "reason": "agreed"},
    "LinkBody": {"contact": "<person>"},
    "PaymentPlanBody": {"name": "Thirds", "payments": 3, "interval": "P1M"},
    "PaymentBody": {**PAYMENT, "contact": "<person>"},
    "ReceiptBody": {"method": "cash"},
    "InvoiceBody": {"contact": "<person>", "currency": "GBP", "lines": [LINE]},
    "QuoteBody": {"contact": "<person>", "currency": "GBP", "lines": [LINE]},
    "BookingBody": {"name": "Gala", "start_date": "2026-12-01T19:30:00"},
    "TicketBody": {"booking": "<booking>"},
    "TemplateBody": TEMPLATE,
    "PublicLinkBody": {"document": "<member>"},
    "PublicLinkEnd": {"document": "<member>"},
    "ContactBody": {"first_name": "Ada", "name": "Ada B."},
    "GroupBody": {"name": "Tuesday squad"},
    "AchievementBody": {"note": "Well on her way."},
    "AchievementTypeBody": {"name": "Badge 3", "steps": ["Forward roll"]},
    "CompleteStep": {"number": 1},
    "StepChoice": {"number": 1},
    "ApiKeyBody": {"role": "coach"},
    "ApiKeyChange": {"label": "office"},
    "SuppressionBody": {"email": "nobody@example.org"},
    "TenantBody": {"colour": "#1f5f4a"},
    "TriggersBody": {
        "achievement_completed": [{"action": "send-templated-email", "template": "achievement_completed"}]
    },
}
