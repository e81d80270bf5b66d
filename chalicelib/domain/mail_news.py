"""What SES tells of a mail that it took: how it fared, in words of our own, and what of it weighs more."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Fate = Literal["sent", "delayed", "returned", "delivered", "rejected", "bounced", "complained"]
# From the lightest to the heaviest. News come in any order, late and more than once; what weighs more stays,
# so that all orders come to the same. `returned` is a bounce that may pass, among them the answer of somebody
# who is out of the office: a mail that was delivered outweighs it.
FATES: tuple[Fate, ...] = (
    "sent",
    "delayed",
    "returned",
    "delivered",
    "rejected",
    "bounced",
    "complained",
)
# After these nothing more may go to the address: SES judges an account by them.
BARRING = frozenset({"bounced", "complained"})


@dataclass(frozen=True)
class News:
    """How a mail fared: `at` when it came so, `taken` when SES took it, under `message_id`.

    `attempt` is the sending that it speaks of, None where the mail does not say; `code` is a word or number
    for the cause, never what a mail server wrote: that may quote the address.
    """

    mail: str
    fate: Fate
    at: datetime
    taken: datetime
    message_id: str
    attempt: int | None = None
    code: str | None = None

    @property
    def weight(self) -> int:
        return FATES.index(self.fate)

    @property
    def barring(self) -> bool:
        return self.fate in BARRING
