"""A target while it stands: as the road of activity events knows it."""

from dataclasses import dataclass
from datetime import datetime

from ..activity import Arrived
from .enrolment import Scheme


@dataclass(frozen=True)
class LiveTarget:
    """It counts what arrives from `since` on; `version` is that of the rule index from which on it stands."""

    scheme: Scheme
    since: datetime
    version: int = 0

    @property
    def uid(self) -> str:
        return self.scheme.target.uid

    def counts(self, event: Arrived) -> bool:
        """Whether it stood when the event came."""
        return (self.since, self.version) <= (event.received, event.seen)

    def measures(self, *, enrolled: bool) -> bool:
        """What a contact does before it was ever enrolled is of no account, unless the target says so."""
        return enrolled or not self.scheme.target.exclude_before_enrolment
