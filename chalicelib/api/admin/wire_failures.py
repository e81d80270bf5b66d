"""What failed, as the wire has it."""

from typing import Literal

from ..wire import Body, NaiveTime, Record

# As domain/failure.py has them.
KindText = Literal["event", "activity", "mail", "webhook", "record"]


class FailureRecord(Record):
    """A failure of any kind. `thing` is the record that failed, where the API shows it."""

    uid: str
    uri: str
    kind: str
    state: str
    failed: NaiveTime
    created: NaiveTime
    what: str
    reason: str | None
    tries: int | None
    thing: str | None


class ReplayBody(Body):
    """All that wait, or those of one kind."""

    kind: KindText | None = None


class ReplayRecord(Record):
    """A replay of many: how many went on so far, and how many others had replayed or failed again at once."""

    kind: str | None
    state: Literal["running", "ended"]
    created: NaiveTime
    last_updated: NaiveTime
    replayed: int
    passed: int
    ended: NaiveTime | None
