"""That nothing is sent to an address any more, since when and why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Cause = Literal["asked", "bounced", "complained"]
CAUSES: tuple[Cause, ...] = ("asked", "bounced", "complained")


@dataclass(frozen=True)
class Suppression:
    """`mail` is the uid of the mail that came back or was complained of; `asked` for, there is none."""

    address: str
    created: datetime
    cause: Cause = "asked"
    reason: str = "suppressed"
    mail: str | None = None
