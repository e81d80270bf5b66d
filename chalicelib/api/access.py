"""Who asks: the key in any of its four styles, read and looked up (contract: Keys)."""

import base64
import binascii
from datetime import datetime

from ..actions import recognising
from ..domain.api_key import Caller
from ..wiring import Wiring

LONGEST = 512


class NoAccess(Exception):
    """401: nobody, or nobody known. Always the same, so that it tells nothing."""


class TwoCredentials(Exception):
    """400: which of two different keys should hold?"""


def caller(wired: Wiring, headers: dict[str, str], *, at: datetime) -> Caller:
    """The holder of the presented key. One consistent read; none at all for what cannot be a key."""
    presented = {key for key in (_authorization(headers), headers.get("x-api-key")) if key is not None}
    if len(presented) > 1:
        raise TwoCredentials
    if not presented:
        raise NoAccess
    key = recognising.recognise(wired.table, presented.pop()[:LONGEST], at=at)
    if key is None:
        raise NoAccess
    return recognising.caller(key)


def basic(header: str) -> tuple[str, str] | None:
    """User and password of a Basic header, split at the first colon (RFC 7617)."""
    scheme, _, encoded = header.strip().partition(" ")
    if scheme.lower() != "basic" or len(encoded) > 2 * LONGEST:
        return None
    try:
        user, _, password = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return None
    return user, password


def _authorization(headers: dict[str, str]) -> str | None:
    header = headers.get("authorization")
    if header is None:
        return None
    scheme, _, credential = header.strip().partition(" ")
    if scheme.lower() == "bearer":
        return credential.strip()
    found = basic(header)
    return found[1] if found else ""
