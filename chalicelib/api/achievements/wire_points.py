"""Points as face 000 takes and shows them."""

from ..wire import Body, NaiveTime, Number, Record, Text300


class PointsBody(Body):
    """Points to give, or below 0 to take: up to six decimals."""

    points: Number
    reason: Text300


class EntryRecord(Record):
    """One change of a person's points. `source` is `hand` or `award`."""

    uid: str
    uri: str
    created: NaiveTime
    last_updated: NaiveTime
    contact: str
    points: Number
    reason: str
    source: str
    award: str | None
    given_by: str | None


class GivenRecord(EntryRecord):
    """The change that was made, and what the person has now."""

    balance: Number


class BalanceRecord(Record):
    """What a person's points come to, and of how many entries they are the sum."""

    contact: str
    points: Number
    entries: int
