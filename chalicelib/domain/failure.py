"""What left its road and waits for somebody: an event, a mail, a webhook, a record of the stream."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

FailureKind = Literal["event", "activity", "mail", "webhook", "record"]
FailureState = Literal["waiting", "replayed"]
KINDS: tuple[FailureKind, ...] = get_args(FailureKind)
STATES: tuple[FailureState, ...] = get_args(FailureState)


@dataclass(frozen=True)
class Failing:
    """That a record left its road, as what, and since when: `waiting` until somebody lets it go on."""

    kind: FailureKind
    since: datetime
    state: FailureState


def failing(kind: FailureKind, since: datetime | None, *, waiting: bool) -> Failing | None:
    """None: it never left its road."""
    return Failing(kind, since, "waiting" if waiting else "replayed") if since else None


@dataclass(frozen=True)
class Thing:
    """The record that failed, as the API calls it."""

    resource: str
    uid: str


@dataclass(frozen=True)
class Failure:
    """A failure of any kind, told in the same words. Its uid is that of the record itself.

    `what` says what it was about: an event's name, a mail's template, an action. `tries` is how often it was
    tried, where that is known.
    """

    uid: str
    kind: FailureKind
    state: FailureState
    failed: datetime
    created: datetime
    what: str
    reason: str | None
    tries: int | None
    thing: Thing | None
