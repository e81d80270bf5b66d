"""How often a key may do what is dear: a bucket of calls that fills again by the hour."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from .refusals import Invalid, TooOften

HOUR = timedelta(hours=1)
MOST = 1_000_000


@dataclass(frozen=True)
class Limit:
    """So many calls at once, and so many more each hour."""

    burst: int
    per_hour: int

    @property
    def step(self) -> timedelta:
        """How long one call takes to come back."""
        return HOUR / self.per_hour

    def full(self, at: datetime) -> datetime:
        """A bucket that is whole again later than this has no call left at `at`."""
        return at + (self.burst - 1) * self.step


# Far above what a client does that has a reason: a secretary proves a template, an office imports its files,
# an export of a million contacts is a thousand pages.
LIMITS: Mapping[str, Limit] = {
    "paper": Limit(1_000, 3_600),
    "export": Limit(2_000, 20_000),
    "import": Limit(1_000, 3_600),
    # Links to sign in with: to one address, and asked for from one place (a school's whole network is one).
    "sign_in": Limit(10, 20),
    "sign_in_from": Limit(200, 600),
}


def limit_of(what: str, own: Mapping[str, Limit]) -> Limit:
    """The tenant's own, where an operator gave it one."""
    return own.get(what) or LIMITS[what]


def check_limit(what: str, limit: Limit) -> None:
    faults = {
        name: f"expected 1 to {MOST}" for name, value in vars(limit).items() if not 1 <= value <= MOST
    } | ({} if what in LIMITS else {"what": f"expected one of {', '.join(LIMITS)}"})
    if faults:
        raise Invalid("Not a limit.", faults)


def refuse(what: str, wait: timedelta) -> TooOften:
    seconds = whole_seconds(wait)
    return TooOften(f"Too many calls of this kind ({what}) with this key. Try again in {seconds} s.", seconds)


def whole_seconds(wait: timedelta) -> int:
    """As Retry-After has it (RFC 9110, 10.2.3): not before the wait is over, and never at once."""
    return max(1, -(-wait // timedelta(seconds=1)))
