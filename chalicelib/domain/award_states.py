"""The states of an award, what leads from one to another, and what is refused in them."""

from collections.abc import Mapping
from enum import StrEnum

from .refusals import Conflict, Forbidden


class State(StrEnum):
    HELD = "Held"
    ISSUED = "Issued"
    CLAIMED = "Claimed"
    EXPIRED = "Expired"
    CANCELLED = "Cancelled"


class Deed(StrEnum):
    ISSUE = "issue"
    CLAIM = "claim"
    EXPIRE = "expire"
    CANCEL = "cancel"


# What each deed makes of each state; whatever is not here is refused. What was claimed stays claimed: a
# reward is never taken back by itself. Nothing rests in Issued: without acknowledgement it is issued as
# claimed, with it the claim issues it (W3: none is issued without its claim).
TRANSITIONS: Mapping[tuple[State, Deed], State] = {
    (State.HELD, Deed.ISSUE): State.ISSUED,
    (State.HELD, Deed.EXPIRE): State.EXPIRED,
    (State.HELD, Deed.CANCEL): State.CANCELLED,
    (State.ISSUED, Deed.CLAIM): State.CLAIMED,
    (State.ISSUED, Deed.EXPIRE): State.EXPIRED,
    (State.ISSUED, Deed.CANCEL): State.CANCELLED,
}


class AlreadyClaimed(Conflict):
    """The contact has it; it can neither be claimed again nor be cancelled."""


class NotYet(Conflict):
    """Its delay is not over."""


class Over(Forbidden):
    """It is no more to be had: expired, or cancelled."""
