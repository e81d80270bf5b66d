"""What SES tells of a mail that it took, as EventBridge has it; and its mailbox simulator, by address."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sandbox.ses import SentMail

ACCOUNT = "000000000000"
FUNCTION = f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:mail_events"
Event = dict[str, Any]
Part = Callable[[SentMail], Event]


def events_of(mail: SentMail) -> list[Event]:
    """Those of one mail in their order, by the address of the simulator that it went to, if it is one."""
    name, _, domain = mail.to[0].casefold().partition("@")
    simulated = name.partition("+")[0] if domain == "simulator.amazonses.com" else "success"
    followed = SIMULATED.get(simulated, SIMULATED["success"])
    return [event(mail, "Email Sent"), *(event(mail, kind, **said) for kind, said in followed)]


def event(mail: SentMail, kind: str, at: datetime | None = None, **said: Any) -> Event:
    """One event as EventBridge delivers it; `said` is what its part says beside or in place of the usual."""
    part, word, make, seconds = KINDS[kind]
    at = at or mail.sent_at + timedelta(seconds=seconds)
    own = {} if part == "send" else {"timestamp": _wire(at), **make(mail), **said}
    return {
        "version": "0",
        "id": f"{mail.message_id}-{part}",
        "detail-type": kind,
        "source": "aws.ses",
        "account": ACCOUNT,
        "time": _wire(at),
        "region": "us-east-1",
        "resources": [],
        "detail": {"eventType": word, "mail": _mail(mail), part: own},
    }


def _mail(mail: SentMail) -> Event:
    return {
        "timestamp": _wire(mail.sent_at),
        "source": mail.sender,
        "sendingAccountId": ACCOUNT,
        "messageId": mail.message_id,
        "destination": list(mail.to),
        "headersTruncated": False,
        "headers": [{"name": "Subject", "value": mail.subject}],
        "commonHeaders": {"from": [mail.sender], "to": list(mail.to), "subject": mail.subject},
        "tags": {name: [value] for name, value in mail.tags.items()},
    }


def _wire(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _delivery(mail: SentMail) -> Event:
    said = "250 2.0.0 OK queued"
    return {"processingTimeMillis": 850, "recipients": list(mail.to), "smtpResponse": said}


def _hard(mail: SentMail) -> Event:
    """The mail server knows nobody of this name, and says so in words that quote the address."""
    said = f"smtp; 550 5.1.1 <{mail.to[0]}>: user unknown"
    recipient = {"emailAddress": mail.to[0], "action": "failed", "status": "5.1.1", "diagnosticCode": said}
    return {"bounceType": "Permanent", "bounceSubType": "General", "bouncedRecipients": [recipient]}


def _complaint(mail: SentMail) -> Event:
    recipients = [{"emailAddress": mail.to[0]}]
    return {"complainedRecipients": recipients, "complaintFeedbackType": "abuse", "complaintSubType": None}


def _delay(mail: SentMail) -> Event:
    return {
        "delayType": "MailboxFull",
        "delayedRecipients": [{"emailAddress": mail.to[0], "status": "4.2.2"}],
    }


def _reject(_: SentMail) -> Event:
    return {"reason": "Bad content"}


def _failure(_: SentMail) -> Event:
    return {"errorMessage": "Attribute 'name' is not present", "templateName": "none"}


def _nothing(_: SentMail) -> Event:
    return {}


# Of each kind: its part, the type beside it, what the part says, and how many seconds after the sending.
KINDS: dict[str, tuple[str, str, Part, int]] = {
    "Email Sent": ("send", "Send", _nothing, 0),
    "Email Delivered": ("delivery", "Delivery", _delivery, 1),
    "Email Delivery Delayed": ("deliveryDelay", "DeliveryDelay", _delay, 1),
    "Email Bounced": ("bounce", "Bounce", _hard, 1),
    "Email Complaint Received": ("complaint", "Complaint", _complaint, 2),
    "Email Rejected": ("reject", "Reject", _reject, 1),
    "Email Rendering Failed": ("failure", "Rendering Failure", _failure, 1),
}
_AWAY = {"bounceType": "Transient", "bouncedRecipients": []}
SIMULATED: dict[str, tuple[tuple[str, Event], ...]] = {
    "success": (("Email Delivered", {}),),
    "bounce": (("Email Bounced", {}),),
    "complaint": (("Email Delivered", {}), ("Email Complaint Received", {})),
    "suppressionlist": (("Email Bounced", {"bounceSubType": "OnAccountSuppressionList"}),),
    "ooto": (("Email Delivered", {}), ("Email Bounced", _AWAY)),
}
