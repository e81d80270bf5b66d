"""The papers that a public link leads to: the record found, the link checked, the facts gathered."""

from datetime import datetime

from ..domain.achievement import Achievement
from ..domain.invoice import Invoice
from ..domain.kept_memberships import KeptMembership
from ..domain.links import NoSuchPaper
from ..domain.paper_facts import Order, Sheet, achievement_sheet, invoice_bill, membership_sheet, quote_bill
from ..domain.paper_words import PaperKind
from ..domain.papers import DEFAULTS, PaperDesign, in_accent
from ..domain.public_names import public_name
from ..domain.refusals import NotFound
from ..domain.sheets import MissingInvoiceSheet
from ..store.achievements import ACHIEVEMENT_TYPES, ACHIEVEMENTS
from ..store.contacts import CONTACTS
from ..store.keys import Key
from ..store.memberships import MEMBERSHIP_TYPES, MEMBERSHIPS
from ..store.money import INVOICES, QUOTES
from ..store.table import TenantTable
from .paper_templates import design_for, place_of
from .visits import Visit

# A membership that is renewed yearly for longer than a life.
MOST_RENEWALS = 120
GONE = "(no longer on record)"


def membership_certificate(visit: Visit) -> Order:
    kept = _membership(visit, "certificate")
    speaking = current(visit.table, kept, visit.now)
    membership, t = speaking.membership, visit.table.tenant
    kinds = MEMBERSHIP_TYPES.key(t, membership.membership_type)
    visit = _reading(visit, PaperKind.MEMBERSHIP_CERTIFICATE, membership.contact, kinds)
    name = visit.name_of(membership.contact)
    sheet = membership_sheet(speaking, visit.tenant, name, visit.verify_url(kept.link_id), now=visit.now)
    kind = MEMBERSHIP_TYPES.find(visit.table, membership.membership_type)
    own = kind.certificate_template if kind else None
    return _order(visit, PaperKind.MEMBERSHIP_CERTIFICATE, sheet, own)


def achievement_certificate(visit: Visit) -> Order:
    achievement = _achievement(visit)
    kinds = ACHIEVEMENT_TYPES.key(visit.table.tenant, achievement.type)
    visit = _reading(visit, PaperKind.ACHIEVEMENT_CERTIFICATE, achievement.contact, kinds)
    link_id = achievement.uid + achievement.link_tail
    name = visit.name_of(achievement.contact)
    sheet = achievement_sheet(achievement, visit.tenant, name, visit.verify_url(link_id), now=visit.now)
    kind = ACHIEVEMENT_TYPES.find(visit.table, achievement.type)
    own = kind.certificate_template if kind else None
    return _order(visit, PaperKind.ACHIEVEMENT_CERTIFICATE, sheet, own)


def membership_invoice(visit: Visit) -> Order:
    """The membership's latest invoice; where there is none, a paper that says so."""
    kept = _membership(visit, "invoice")
    invoice = INVOICES.find(visit.table, kept.invoice) if kept.invoice else None
    if invoice is not None:
        return _invoiced(visit, invoice)
    missing = MissingInvoiceSheet(visit.tenant.name, kept.membership.number, visit.today)
    return _order(visit, PaperKind.MISSING_INVOICE, missing)


def invoice(visit: Visit) -> Order:
    found = INVOICES.find(visit.table, visit.link.uid)
    visit.may_read("invoice", "pdf", found.link_tail if found else None)
    if found is None:
        raise NoSuchPaper
    return _invoiced(visit, found)


def quote(visit: Visit) -> Order:
    found = QUOTES.find(visit.table, visit.link.uid)
    visit.may_read("quote", "pdf", found.link_tail if found else None)
    if found is None:
        raise NoSuchPaper
    visit = _reading(visit, PaperKind.QUOTE, found.contact)
    return _order(visit, PaperKind.QUOTE, quote_bill(found, visit.tenant, _buyer(visit, found.contact)))


def current(table: TenantTable, kept: KeptMembership, now: datetime) -> KeptMembership:
    """The period that speaks now: a link to a membership stays good when it is renewed."""
    for _ in range(MOST_RENEWALS):
        following = kept.membership.renewed_as
        if following is None or not kept.membership.has_reached(kept.membership.end, now):
            break
        later = MEMBERSHIPS.find(table, following)
        if later is None or later.membership.activated_at is None:
            break
        kept = later
    return kept


def _membership(visit: Visit, paper: str) -> KeptMembership:
    kept = MEMBERSHIPS.find(visit.table, visit.link.uid)
    visit.may_read("member", paper, kept.link_tail if kept else None)
    if kept is None:
        raise NoSuchPaper
    return kept


def _achievement(visit: Visit) -> Achievement:
    achievement = ACHIEVEMENTS.find(visit.table, visit.link.uid)
    visit.may_read("achievement", "certificate", achievement.link_tail if achievement else None)
    if achievement is None or not achievement.finished:
        raise NoSuchPaper
    return achievement


def _invoiced(visit: Visit, invoice: Invoice) -> Order:
    visit = _reading(visit, PaperKind.INVOICE, invoice.contact)
    bill = invoice_bill(invoice, visit.tenant, _buyer(visit, invoice.contact))
    return _order(visit, PaperKind.INVOICE, bill)


def _reading(visit: Visit, kind: PaperKind, contact: str, *more: Key) -> Visit:
    """With what such a paper says and shows read in one call; a type's own design is found after it."""
    design = place_of(visit.table.tenant, kind, visit.template)
    return visit.reading([CONTACTS.key(visit.table.tenant, contact), *more, *design])


def _buyer(visit: Visit, contact_uid: str) -> str:
    """Invoices outlive who they were made out to: books must be kept for years."""
    contact = visit.contact(contact_uid)
    return public_name(contact, visit.tenant) if contact else GONE


def _order(visit: Visit, kind: PaperKind, sheet: Sheet, own: str | None = None) -> Order:
    return Order(kind, sheet, _design(visit, kind, own), visit.midnight)


def _design(visit: Visit, kind: PaperKind, own: str | None) -> PaperDesign:
    """The template that is asked for, or the type's own if it still stands, or the house's in the tenant's
    colour.
    """
    design = _found(visit, kind, own) if visit.template is None and own else None
    design = design or design_for(visit.table, kind, visit.template)
    return in_accent(design, visit.tenant.colour) if design is DEFAULTS.get(design.name) else design


def _found(visit: Visit, kind: PaperKind, name: str) -> PaperDesign | None:
    try:
        return design_for(visit.table, kind, name)
    except NotFound:
        return None
