"""All failures that wait, replayed one after another: how far that is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from .failure import FailureKind

KEPT = timedelta(days=90)
# There is one of a tenant; it begins anew where an earlier one has ended.
THE_ONE = "run"


@dataclass
class ReplayRun:
    """It goes from the oldest to the newest of what waited when it began, so that nothing is replayed by it
    twice; `after` is the place that it got to. `passed` are those that others had replayed meanwhile, or that
    failed again at once."""

    created: datetime
    last_updated: datetime
    kind: FailureKind | None = None
    after: str | None = None
    replayed: int = 0
    passed: int = 0
    due: datetime | None = None
    ended: datetime | None = None
    uid: str = THE_ONE
    version: int = 0

    def went_on(self, after: str | None, *, replayed: int, passed: int, at: datetime) -> None:
        """To the place `after`; None: that was the end."""
        self.replayed += replayed
        self.passed += passed
        self.last_updated = at
        if after is None:
            self.ended, self.due = at, None
        else:
            self.after = after
