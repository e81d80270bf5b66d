"""What SES tells of the mails that it took, by EventBridge; believed where it speaks of our own.

Events come at least once, late and in any order, and by SES's best effort: each is taken in as it comes.
"""

import logging
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from ..domain.ids import is_slug, is_uid
from ..domain.mail_news import Fate, News
from ..settings import Settings
from ..watch.work import know, on_behalf_of, own_trace, say, trace_of
from ..wiring import Wiring, wiring

log = logging.getLogger(__name__)

# Only SES itself may say this: EventBridge refuses `aws.` as the source of anybody's own events.
SOURCE = "aws.ses"
Said = dict[str, Any]


class Foreign(ValueError):
    """It is not about a mail of this deployment."""


def mail_events(event: Said, context: Any) -> dict[str, str]:
    """What Lambda calls; app.py says so to Chalice."""
    name = str(context.aws_request_id)
    with wiring().teller.turn("mail_events", "mail_event", trace=own_trace(name), request_id=name):
        answer = handle(event, context)
        know(outcome=answer["outcome"])
        return answer


def handle(event: Said, context: Any) -> dict[str, str]:
    """Raises only what may pass: Lambda tries again, and then keeps the event in the failure queue."""
    wired = wiring()
    try:
        tenant, news = _read(event, context, wired.settings)
    except Foreign as error:
        log.warning("a mail event was ignored: %s", error)
        return {"outcome": "ignored"}
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        log.warning("a mail event was ignored, not as SES says it: %s", type(error).__name__)
        return {"outcome": "ignored"}
    know(tenant=tenant, uid=news.mail, type=news.fate, tries=news.attempt)
    with on_behalf_of(_trace(event)):
        return _heard(wired, tenant, news)


def _heard(wired: Wiring, tenant: str, news: News) -> dict[str, str]:
    from ..actions import hearing

    outcome = hearing.hear(wired.table.of(tenant), news, at=wired.clock())
    if outcome == "heard":
        say("mail", tenant=tenant, uid=news.mail, type=news.fate, outcome=outcome, tries=news.attempt)
    return {"outcome": outcome}


def _trace(event: Said) -> str | None:
    """The id of the request with which the mail began: it travelled as a tag."""
    values = event["detail"]["mail"]["tags"].get("trace")
    return trace_of(values[0], "") or None if values else None


def _read(event: Said, context: Any, settings: Settings) -> tuple[str, News]:
    """Whose mail it is, and the news. Raises Foreign, or what reading a wrong shape raises."""
    mail = event["detail"]["mail"]
    tags = {name: values[0] for name, values in mail["tags"].items()}
    _check(event, tags, context, settings)
    fate, part, code = KINDS[event["detail-type"]]
    own, attempt = event["detail"].get(part) or {}, tags.get("attempt")
    news = News(
        tags["mail"],
        fate(own),
        at=_time(own.get("timestamp") or mail["timestamp"]),
        taken=_time(mail["timestamp"]),
        message_id=_id(mail["messageId"]),
        attempt=None if attempt is None else int(attempt),
        code=code(own),
    )
    return tags["tenant"], news


def _check(event: Said, tags: Said, context: Any, settings: Settings) -> None:
    """One account may have several deployments, each with a configuration set of its own."""
    if event["source"] != SOURCE:
        raise Foreign("another source")
    if event["account"] != context.invoked_function_arn.split(":")[4]:
        raise Foreign("another account")
    wanted = settings.mail_configuration_set
    if wanted and tags.get("ses:configuration-set") != wanted:
        raise Foreign("another configuration set")
    if not (is_uid(tags["mail"]) and is_slug(tags["tenant"])):
        raise Foreign("a mail that cannot be")


def _time(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    return at.astimezone(UTC)


def _id(text: str) -> str:
    if _ID.fullmatch(text) is None:
        raise ValueError("not an id of SES's")
    return text


_ID = re.compile(r"[A-Za-z0-9._-]{1,200}(@[a-z0-9.-]{0,60}amazonses\.com)?")
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./_-]{0,99}")
_STATUS = re.compile(r"[245]\.[0-9]{1,3}\.[0-9]{1,3}")


def _word(value: Any) -> str | None:
    """A word of SES's own; whatever a mail server may have written is left out."""
    return value if isinstance(value, str) and _PLAIN.fullmatch(value) else None


def _bounce(own: Said) -> str | None:
    """What kind of bounce, and the status of RFC 3463 where there is one."""
    first = (own.get("bouncedRecipients") or [{}])[0]
    status = first.get("status")
    words = [_word(own.get("bounceType")), _word(own.get("bounceSubType"))]
    words += [status if isinstance(status, str) and _STATUS.fullmatch(status) else None]
    return " ".join(word for word in words if word) or None


def _bounced(own: Said) -> Fate:
    return "bounced" if own["bounceType"] == "Permanent" else "returned"


def _always(fate: Fate) -> Callable[[Said], Fate]:
    return lambda _: fate


def _nothing(_: Said) -> None:
    """SES has no word for the cause."""


# Of each kind of event: what it says of the mail, the part of it that belongs to this kind, and its cause.
KINDS: dict[str, tuple[Callable[[Said], Fate], str, Callable[[Said], str | None]]] = {
    "Email Sent": (_always("sent"), "send", _nothing),
    "Email Delivered": (_always("delivered"), "delivery", _nothing),
    "Email Delivery Delayed": (
        _always("delayed"),
        "deliveryDelay",
        lambda own: _word(own.get("delayType")),
    ),
    "Email Bounced": (_bounced, "bounce", _bounce),
    "Email Complaint Received": (
        _always("complained"),
        "complaint",
        lambda own: _word(own.get("complaintFeedbackType") or own.get("complaintSubType")),
    ),
    "Email Rejected": (_always("rejected"), "reject", lambda own: _word(own.get("reason"))),
    "Email Rendering Failed": (_always("rejected"), "failure", lambda _: "template"),
}
