"""What operators hear of what follows an event: a line at each end, and no address in any."""

from ..domain.delivery import Delivery
from ..domain.mail import Mail
from ..domain.outbox import Told
from ..messaging.email import Paused
from ..watch.line import code
from ..watch.work import count, on_behalf_of, say

# A mail that is being sent has come to no end; the others count.
MAILS = {
    "sent": "mails_sent",
    "due": "mails_postponed",
    "in_doubt": "mails_in_doubt",
    "failed_permanent": "mails_failed",
    "suppressed": "mails_withheld",
    "erased": "mails_withheld",
}
ENDS = frozenset({"delivered", "gone", "failed"})


def of_event(tenant: str, told: Told) -> None:
    set_aside = told.state == "set_aside"
    count("quarantined" if set_aside else "events_followed")
    with on_behalf_of(told.trace):
        say("event", tenant=tenant, uid=told.uid, type=told.name, outcome=told.state)


def of_mail(tenant: str, mail: Mail) -> None:
    if mail.state not in MAILS:
        return
    count(MAILS[mail.state])
    with on_behalf_of(mail.trace):
        say(
            "mail",
            tenant=tenant,
            uid=mail.uid,
            type=mail.template,
            outcome=mail.state,
            tries=mail.attempts,
            err_code=code(mail.reason),
        )


def of_a_pause(error: Exception) -> None:
    """SES takes no mail from this account: somebody must look."""
    if isinstance(error, Paused):
        count("sending_paused")


def of_webhook(tenant: str, delivery: Delivery) -> None:
    if delivery.state == "sending":
        return
    if delivery.state in ENDS - {"delivered"}:
        count("webhooks_failed")
    with on_behalf_of(delivery.trace):
        say(
            "webhook",
            tenant=tenant,
            uid=delivery.uid,
            type=delivery.event_name,
            outcome=delivery.state,
            tries=delivery.attempts,
            status=delivery.answered,
        )
