"""Signed cursors: where the next page starts, good for one tenant, one route and one filter."""

import base64
import hashlib
import hmac
import json
from datetime import datetime, timedelta

from ..domain.refusals import Contradiction

LIFE = timedelta(days=1)


class BadCursor(Contradiction):
    """It was not made here for this list, or it is too old."""

    def __init__(self) -> None:
        super().__init__("invalid_cursor: this cursor is not of this list, or too old.")


def seal(secret: str, scope: str, position: str, *, at: datetime) -> str:
    said = json.dumps([position, int((at + LIFE).timestamp())], separators=(",", ":")).encode()
    return _text(_mac(secret, scope, said) + said)


def unseal(secret: str, scope: str, cursor: str | None, *, at: datetime) -> str | None:
    """The position; no cursor, none: the list's beginning.

    Whoever changes a bit, or takes it to another list, gets BadCursor and no read.
    """
    if cursor is None:
        return None
    try:
        data = base64.b64decode(
            cursor.encode("ascii") + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True
        )
    except ValueError as error:
        raise BadCursor from error
    mac, said = data[:16], data[16:]
    if not hmac.compare_digest(mac, _mac(secret, scope, said)) or _text(data) != cursor:
        raise BadCursor
    position, until = json.loads(said)
    if until <= at.timestamp():
        raise BadCursor
    return str(position)


def _mac(secret: str, scope: str, said: bytes) -> bytes:
    return hmac.new(secret.encode(), scope.encode() + b"\n" + said, hashlib.sha256).digest()[:16]


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
