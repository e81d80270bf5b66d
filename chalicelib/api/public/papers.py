"""Routes of public papers: certificates, invoices and quotes as PDF."""

import hashlib

from ...actions import public_papers
from ...actions.visits import Visit
from ...domain.paper_facts import Order
from ...wiring import wiring
from ..call import Answer
from .door import Door

face = Door()
CERTIFICATE = {"template": "A registered certificate template; sheep-membership-certificate-a4 if not given."}
PDF = "application/pdf"
INVOICE = {"template": "A registered invoice template; sheep-invoice-a4 if not given."}
UNCHANGED = {304: "The reader has it already, by If-None-Match."}


@face.page(
    "/member/{uid}/certificate",
    summary="A membership's certificate, as PDF.",
    query=CERTIFICATE,
    media=PDF,
    also=UNCHANGED,
    draws=True,
)
def public_membership_certificate(visit: Visit, headers: dict[str, str]) -> Answer:
    return _drawn(public_papers.membership_certificate(visit), "certificate.pdf", headers)


@face.page(
    "/achievement/{uid}/certificate",
    summary="A finished achievement's certificate, as PDF.",
    query=CERTIFICATE,
    media=PDF,
    also=UNCHANGED,
    draws=True,
)
def public_achievement_certificate(visit: Visit, headers: dict[str, str]) -> Answer:
    return _drawn(public_papers.achievement_certificate(visit), "certificate.pdf", headers)


@face.page(
    "/member/{uid}/invoice",
    summary="A membership's latest invoice, as PDF.",
    query=INVOICE,
    media=PDF,
    also=UNCHANGED,
    draws=True,
)
def public_membership_invoice(visit: Visit, headers: dict[str, str]) -> Answer:
    return _drawn(public_papers.membership_invoice(visit), "invoice.pdf", headers)


@face.page(
    "/invoice/{uid}/pdf", summary="An invoice, as PDF.", query=INVOICE, media=PDF, also=UNCHANGED, draws=True
)
def public_invoice(visit: Visit, headers: dict[str, str]) -> Answer:
    return _drawn(public_papers.invoice(visit), "invoice.pdf", headers)


@face.page(
    "/quote/{uid}/pdf", summary="A quote, as PDF.", query=INVOICE, media=PDF, also=UNCHANGED, draws=True
)
def public_quote(visit: Visit, headers: dict[str, str]) -> Answer:
    return _drawn(public_papers.quote(visit), "quote.pdf", headers)


def _drawn(order: Order, filename: str, headers: dict[str, str]) -> Answer:
    """The PDF, whatever the caller accepts; or that it is the same as the one that the caller has."""
    pdf = wiring().papers.draw(order.kind, order.sheet, order.design, at=order.at)
    tag = f'"{hashlib.sha256(pdf).hexdigest()[:32]}"'
    if _has(headers.get("if-none-match", ""), tag):
        return Answer(None, 304, {"ETag": tag})
    described = {
        "Content-Type": PDF,
        "Content-Disposition": f'inline; filename="{filename}"',
        "ETag": tag,
    }
    return Answer(pdf, 200, described)


def _has(if_none_match: str, tag: str) -> bool:
    """RFC 9110 §13.1.2: any of the tags, compared weakly."""
    known = {each.strip().removeprefix("W/") for each in if_none_match.split(",")}
    return bool(known & {tag, "*"})
