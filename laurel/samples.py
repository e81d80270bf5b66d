"""Sample words for mail templates: each word of docs/mails.md, as an event would say it."""

from datetime import datetime
from typing import Any

from chalicelib.domain.mail import Mail
from chalicelib.domain.tenant import Tenant
from chalicelib.messaging import templates
from chalicelib.messaging.templates import Parts
from chalicelib.reactions import speaking
from chalicelib.reactions.sending import words

UID = "7335a0a6dacb0f94928c8077"
SITE = "https://example.org"
PAPERS = f"{SITE}/api/v1/public/example/member/{UID}"
PAGES = f"{SITE}/site/example"
# Made when a mail is written, of what stands then.
LINKS = {"site_url": PAGES, "page_url": f"{PAGES}/achievement/{UID}"}
WORDS: dict[str, Any] = {
    "name": "Badge 3",
    "contact_name": "Alex Example",
    "contact_resource": "person",
    "steps": ["Forward roll", "Cartwheel"],
    "finished_date": "2026-11-21T12:00:00+00:00",
    "finished_by": f"/example/person/{UID}/",
    "reopened_by": f"/example/person/{UID}/",
    "achievement": UID,
    "achievement_type": UID,
    "email_template": None,
    "number": "EAB54",
    "membership_type": UID,
    "type_name": "Full Member",
    "membership_type_name": "Full Member",
    "start": "2027-01-02",
    "end": "2028-01-02",
    "grace_end": "2028-02-01",
    "member_since": "2024-01-02",
    "due": "2027-03-01",
    "start_date": "2027-01-02",
    "end_date": "2028-01-02",
    "grace_end_date": "2028-02-01",
    "member_since_date": "2024-01-02",
    "due_date": "2027-03-01",
    "has_grace": True,
    "amount": "36.00",
    "currency": "GBP",
    "price": "36.00 GBP",
    "auto_renew": False,
    "linked": [],
    "reason": "moved away",
    "renewal_of": UID,
    "link_id": f"{UID}0123456789abcdef",
    "certificate_url": f"{PAPERS}/certificate/",
    "invoice_url": f"{PAPERS}/invoice/",
    "description": "Kit",
    "reference": "AB-17",
    "purpose": "Full Member",
    "seq": 3,
    "count": 12,
    "place": "3 of 12",
    "invoice_number": "2026-0017",
    "invoice_link_id": f"{UID}0123456789abcdef",
    "reward_name": "Five points",
    "achievement_name": "Ten wins",
    "points": "2.5",
    "awarded_date": "2026-11-21T12:00:00+00:00",
    "until_date": "2026-12-21T12:00:00+00:00",
    "reward": "p0nWdGsXq1b3kZ7tYv2M",
    "reward_type": "p0nWdGsXq1b3kZ7tYv2N",
    "gives": "points",
    "value": "2.5",
    "level": "level_8",
    "level_number": 8,
    "level_name": "Level 8",
    "level_threshold": "3.90625",
    "passed": ["level_7", "level_8"],
    "progress_pct": 64,
    "next_level": "level_9",
    "next_level_name": "Level 9",
    "next_threshold": "7.8125",
    "badge": "the_seller",
    "badge_id": 7,
    "badge_name": "The seller",
    "special": False,
    "achieved_date": "2026-11-21T12:00:00+00:00",
    "rank_name": "Top sellers",
    "score": "1250",
    "taken_date": "2026-11-21T12:00:00+00:00",
    "issued_date": "2026-11-21T12:00:00+00:00",
    "group": 700123,
    "group_name": "Spring",
    "goal": "1000",
    "cycle": "c3",
    "cycles": 4,
    "length": 12,
    "told_date": "2026-11-21T12:00:00+00:00",
    "key": "2026-11",
    "event": UID,
    "rewards": [],
    "claimed": False,
    "retroactive": False,
    "about": UID,
    **LINKS,
    "recipient": {"name": "Alex Example", "reason": "self"},
}
# Where one word says something else in one letter.
OWN: dict[str, dict[str, Any]] = {
    "achievement_issued": {"number": 3},
    "streak_level_reached": {"level": "Bronze", "value": "1000"},
    "target_achieved": {"value": "1000"},
}


def letter(template: str, tenant: Tenant, *, at: datetime) -> Parts:
    """As it would go out in the tenant's name. Raises Unrenderable."""
    mail = Mail(
        uid=UID,
        event=UID,
        event_name=template,
        template=template,
        created=at,
        last_updated=at,
        said=WORDS | OWN.get(template, {}),
    )
    speech = speaking.speech(speaking.reader(mail, tenant))
    return templates.render(template, words(mail, tenant) | LINKS, speech)


def tenant(*, at: datetime) -> Tenant:
    """Who writes where no tenant is named."""
    return Tenant(
        slug="example",
        name="Example Club",
        created=at,
        last_updated=at,
        secret="",
        website="https://example.org",
        reply_to="office@example.org",
    )
