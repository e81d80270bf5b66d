"""The letters that tests read: each registered template with the event that it tells of, and its words."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

from chalicelib.domain.achievement import Achievement, StepMark
from chalicelib.domain.award import Issue, award_of
from chalicelib.domain.events import Event, achievement_issued, new_badge, new_level, new_rank
from chalicelib.domain.gamification.badges import BY_NAME
from chalicelib.domain.gamification.badges import said_of as said_of_badge
from chalicelib.domain.gamification.levels import passed
from chalicelib.domain.gamification.levels import said_of as said_of_levels
from chalicelib.domain.kept_memberships import KeptMembership
from chalicelib.domain.mail import Mail
from chalicelib.domain.membership import Membership
from chalicelib.domain.moments import chain, take_step
from chalicelib.domain.money import Money
from chalicelib.domain.outbox import tell
from chalicelib.domain.points import Balance
from chalicelib.domain.renewal import renew
from chalicelib.domain.tenant import Tenant
from chalicelib.domain.triggers import MEMBERSHIP_EVENTS
from chalicelib.messaging import templates
from chalicelib.messaging.templates import Parts
from chalicelib.reactions import wording
from chalicelib.reactions.desk import Desk
from chalicelib.reactions.sending import words
from tests.domain.awards import a_reward
from tests.domain.memberships import a_membership, a_type
from tests.messaging.target_letters import TARGETS, of_a_target

EVENING = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
TENANT = Tenant(
    "example", "Example Gymnastics & Canoe Club", EVENING, EVENING, secret="s", reply_to="office@example.org"
)
GUARDIAN = {"name": "Paula Berger", "reason": "guardian"}
SELF = {"name": "Ada Berger", "reason": "self"}
SITE = "https://laurel.example"
DESK = Desk(SimpleNamespace(tenant="example"), EVENING, frozenset(), SITE)  # type: ignore[arg-type]
RULES = {"period": "P1Y", "grace_days": 30}


def finished(**fields: Any) -> Achievement:
    told = {
        "name": "Badge 3",
        "contact_name": "Ada Berger",
        "contact_resource": "person",
        "steps": ("Forward roll", "Cartwheel"),
    }
    told |= {name: value for name, value in fields.items() if name in told}
    achievement = Achievement(uid="a", type="t", contact="c", created=EVENING, last_updated=EVENING, **told)
    achievement.complete_all_steps(StepMark(EVENING, "coach"), at=EVENING)
    achievement.finish(by="coach", at=EVENING)
    return achievement


def completed(**fields: Any) -> Event:
    return finished(**fields).take_events()[-1]


def reopened(**fields: Any) -> Event:
    achievement = finished(**fields)
    achievement.reopen(by="admin", at=EVENING)
    return achievement.take_events()[-1]


def _kept(membership: Membership, fields: dict[str, Any]) -> KeptMembership:
    return KeptMembership(
        uid=membership.uid,
        created=EVENING,
        last_updated=EVENING,
        membership=membership,
        link_tail="0123456789abcdef",
        contact_resource=fields.get("contact_resource", "person"),
        contact_name=fields.get("contact_name", "Ada Berger"),
        type_name=fields.get("name", "Badge 3"),
        price=fields.get("price", Money(Decimal(36), "GBP")),
    )


def walked_to(moment: str, membership: Membership, fields: dict[str, Any]) -> Membership:
    """The clock walks it, and the job finds it at just that moment."""
    at = next(one.at for one in chain(membership) if one.name == moment)
    while take_step(membership, a_type(RULES), now=at):
        pass
    return membership


def activated(moment: str, membership: Membership, fields: dict[str, Any]) -> Membership:
    membership = a_membership(
        joined="2026-01-02", decided="pending", auto_renew=membership.auto_renew, **_rules(fields)
    )
    membership.activate(EVENING)
    return membership


def renewed(moment: str, membership: Membership, fields: dict[str, Any]) -> Membership:
    return renew(membership, a_type(_rules(fields)), now=EVENING)


def begun(moment: str, membership: Membership, fields: dict[str, Any]) -> Membership:
    return walked_to(moment, renewed(moment, membership, fields), fields)


def cancelling(moment: str, membership: Membership, fields: dict[str, Any]) -> Membership:
    membership.cancel(EVENING, when=date(2026, 12, 24), reason=fields.get("reason", ""))
    return membership


def cancelled(moment: str, membership: Membership, fields: dict[str, Any]) -> Membership:
    membership.cancel(EVENING, reason=fields.get("reason", ""))
    return membership


DEEDS: dict[str, Callable[[str, Membership, dict[str, Any]], Membership]] = {
    "new_membership": activated,
    "renewal_confirmation": renewed,
    "renewed_membership": begun,
    "cancelling_membership": cancelling,
    "cancelled_membership": cancelled,
}


def _rules(fields: dict[str, Any]) -> dict[str, Any]:
    return RULES | {name: value for name, value in fields.items() if name in {"grace_days", "number"}}


def of_a_membership(template: str) -> Callable[..., Event]:
    def told(**fields: Any) -> Event:
        auto = fields.get("auto_renew", template.startswith("renewing"))
        joined = a_membership(joined="2026-01-02", auto_renew=auto, **_rules(fields))
        membership = DEEDS.get(template, walked_to)(template, joined, fields)
        return _kept(membership, fields).take_events()[-1]

    return told


def payment_due(**fields: Any) -> Event:
    """Its words as they reach a template: `None` is what a payment of its own has not."""
    said = {
        "contact_name": "Ada Berger",
        "contact_resource": "person",
        "type_name": fields.get("name", "Badge 3"),
        "number": "EAB54",
        "amount": "12.00",
        "currency": "GBP",
        "due": "2027-03-01",
        "seq": 3,
        "count": 12,
        "description": None,
        "reference": None,
        "invoice_number": None,
        "invoice_link_id": None,
        **{name: value for name, value in fields.items() if name not in {"name", "steps"}},
    }
    return Event(
        name="payment_due",
        uid="e",
        resource="payment",
        subject="p",
        contact="c",
        occurred_at=EVENING,
        data=said,
    )


def of_an_award(template: str) -> Callable[..., Event]:
    def told(**fields: Any) -> Event:
        over = EVENING if template == "reward_expired" else EVENING + timedelta(days=30)
        reward = a_reward(name=fields.get("name", "Badge 3"), value=Decimal("2.5"), point_in_time=over)
        issue = Issue("a", "c", "1", name=fields.get("achievement_name", "Ten wins"))
        award = award_of(issue, reward, at=EVENING)
        contact = {"contact_name": "Ada Berger", "contact_resource": "person"}
        award.fall_due(at=EVENING, **contact | {name: fields[name] for name in contact if name in fields})
        return award.take_events()[-1]

    return told


def _about(fields: dict[str, Any]) -> dict[str, Any]:
    contact = {"contact_name": "Ada Berger", "contact_resource": "person"}
    return contact | {name: fields[name] for name in contact if name in fields}


def levelled(**fields: Any) -> Event:
    """From level_6 on; the name stands for the level's."""
    points = Decimal(fields.get("points", 5))
    data = said_of_levels(passed(Decimal(1), points), Balance(points, 1, points))
    data["level_name"] = fields.get("name", "Badge 3")
    return new_level("c", data["level"], EVENING, _as_kept(data | _about(fields)))


def badged(**fields: Any) -> Event:
    """The name stands for the badge's."""
    data = said_of_badge(
        BY_NAME["the_off_duty_performer"], "a", fields.get("points", Decimal("2.5")), EVENING
    )
    data["badge_name"] = fields.get("name", "Badge 3")
    return new_badge("c", "the_off_duty_performer", EVENING, _as_kept(data | _about(fields)))


def _as_kept(data: dict[str, Any]) -> dict[str, Any]:
    """The table keeps no word that says nothing."""
    return {name: value for name, value in data.items() if value is not None}


def ranked(**fields: Any) -> Event:
    data = {"rank_name": fields.get("name", "Badge 3"), "score": "62.5", "taken_date": EVENING.isoformat()}
    return new_rank("r", "c", 1, EVENING, data | _about(fields))


def issued(**fields: Any) -> Event:
    said = {
        "name": fields.get("name", "Badge 3"),
        "rewards": [],
        "number": 3,
        "event": None,
        "issued_date": EVENING.isoformat(),
        "awarded_date": EVENING.isoformat(),
    }
    return achievement_issued("a", "c", "3", EVENING, said | _about(fields))


# Each template with the event that it tells of. A new template needs its row here.
TOLD: dict[str, Callable[..., Event]] = {
    "achievement_completed": completed,
    "achievement_reopened": reopened,
    "achievement_issued": issued,
    "payment_due": payment_due,
    "new_level": levelled,
    "new_badge": badged,
    "new_rank": ranked,
    **{template: of_a_target(template) for template in TARGETS},
    **{template: of_an_award(template) for template in ("reward_issued", "reward_expired")},
    **{template: of_a_membership(template) for template in MEMBERSHIP_EVENTS},
}


def said(
    template: str, reader: dict[str, str] = GUARDIAN, tenant: Tenant = TENANT, **fields: Any
) -> dict[str, Any]:
    """The words as sending has them for this template's event."""
    event = TOLD[template](**fields)
    mail = Mail(
        uid="m",
        event=event.uid,
        event_name=event.name,
        template=template,
        created=EVENING,
        last_updated=EVENING,
        said={**wording.of(DESK, tell(event)), "recipient": reader, "about": event.contact},
        contact="g",
        to="paula@example.org",
    )
    return words(mail, tenant, finished() if template == "achievement_completed" else None, SITE)


def letter(template: str, *about: Any, **fields: Any) -> Parts:
    return templates.render(template, said(template, *about, **fields))


class Elements(HTMLParser):
    """What a reader's mail client would build of it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str | None]] = []
        self.data: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.data.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.data).split())

    @property
    def links(self) -> list[str | None]:
        return [value for name, value in self.attributes if name == "href"]
