"""What became of a mail, in words for whoever looks after members: what it is, how it fared, why, what to do.

The sentences are English; pages say them in their reader's language.
"""

import re

from .mail import Mail, State
from .mail_news import Fate

_WHEN = re.compile(r"_(\d+wk|\d+d|soon)$")
KINDS = {
    "expiring": "Reminder before the end",
    "renewing": "Notice before it renews by itself",
    "lapsed": "Reminder after the end",
    "new_membership": "Welcome",
    "renewal_confirmation": "Confirmation of the renewal",
    "renewed_membership": "The next period has begun",
    "cancelling_membership": "Confirmation that it will end",
    "cancelled_membership": "Confirmation that it has ended",
    "payment_due": "A payment falls due",
    "achievement_completed": "An achievement was finished",
    "achievement_reopened": "An achievement was opened again",
    "achievement_issued": "An achievement was issued",
    "reward_issued": "A reward was given",
    "reward_expired": "A reward has expired",
    "sign_in": "Link to sign in",
}
STATES: dict[State, str] = {
    "due": "On its way",
    "sending": "On its way",
    "in_doubt": "Perhaps sent: it will show",
    "sent": "Sent",
    "bounced": "Came back",
    "complained": "Called spam by its reader",
    "failed_permanent": "Given up",
    "suppressed": "Not sent: the address is shut",
    "no_recipient": "Nobody to send it to",
    "erased": "The person is gone",
}
FATES: dict[Fate, str] = {
    "delayed": "Delayed by the receiver",
    "returned": "Came back, perhaps only for now",
    "delivered": "Delivered",
}
GIVEN_UP = {
    "template:": "Its text could not be filled in. This needs whoever looks after the system.",
    "given up:": "The mail service did not take it for three days. Send it again.",
}
REFUSED = "The mail service refused it. Look whether the address is right, then send it again."
WHY: dict[State, str] = {
    "bounced": "The address takes no mails. Ask for another one, or write to it again if it was mended.",
    "complained": "Its reader marked it as spam, so nothing more goes to this address.",
    "suppressed": "Nothing goes to this address until you let it.",
    "no_recipient": "There is no e-mail address, or no mails are wanted.",
}


def kind(template: str) -> str:
    """What a mail is; a template of no known kind by its own name."""
    return KINDS.get(_WHEN.sub("", template), template.replace("_", " "))


def state(mail: Mail) -> str:
    if mail.state == "sent" and mail.delivery in FATES:
        return FATES[mail.delivery]
    return STATES[mail.state]


def why(mail: Mail) -> str | None:
    """Why it did not arrive, and what may be done; None where there is nothing to say."""
    if mail.state != "failed_permanent":
        return WHY.get(mail.state)
    reason = mail.reason or ""
    return next((text for begin, text in GIVEN_UP.items() if reason.startswith(begin)), REFUSED)
