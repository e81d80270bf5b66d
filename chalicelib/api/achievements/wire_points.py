"""Points as face 000 takes and shows them."""

from ..wire import Body, NaiveTime, Number, Record, Text300


class PointsBody(Body):
    """Points to give, or below 0 to take: up to six decimals."""

    points: Number
    reason: Text300


class EntryRecord(Record):
    """One change of a person's points, its `number`-th, with what the person had after it: `balance`.

    `source` says what made it: `hand`, `award`, `badge`, `achievement`, `action`. The entries of an older
    version have neither number nor balance.
    """

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
    number: int | None
    balance: Number | None


class BalanceRecord(Record):
    """What a person's points come to, and of how many entries they are the sum."""

    contact: str
    points: Number
    entries: int
