"""API keys: their text, their checksum, who holds one, and the access tokens made from them."""

import base64
import hashlib
import hmac
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Role = Literal["admin", "coach", "member"]
ROLES: tuple[Role, ...] = ("admin", "coach", "member")
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
MOST_KEYS = 1000
TOKEN_LIFE = timedelta(hours=1)

_KEY = re.compile(r"lrl_([0-9A-Za-z]{12})_([0-9A-Za-z]{32})([0-9A-Za-z]{6})")
_TOKEN = re.compile(r"lrt_([0-9A-Za-z]{12})_([0-9]{10,12})_([0-9A-Za-z_-]{43})")


@dataclass
class ApiKey:
    """A key as it is kept: a digest, never the text. A member's key is bound to its contact."""

    uid: str
    key_id: str
    digest: str
    tenant: str
    tenant_secret: str
    role: Role
    created: datetime
    last_updated: datetime
    contact: str | None = None
    contact_resource: str | None = None
    label: str | None = None
    expires: datetime | None = None
    revoked: datetime | None = None
    version: int = 0

    def opens(self, presented: str, *, at: datetime) -> bool:
        """Whether the text, a key or a token made from this one, is good now."""
        if (self.revoked and self.revoked <= at) or (self.expires and self.expires <= at):
            return False
        if presented.startswith("lrt_"):
            return self._opens_by_token(presented, at)
        return hmac.compare_digest(digest(presented), self.digest)

    def token_ends(self, *, at: datetime) -> datetime:
        """After an hour, or with the key, whichever is sooner."""
        return min(at + TOKEN_LIFE, self.expires) if self.expires else at + TOKEN_LIFE

    def token(self, *, at: datetime) -> str:
        """An OAuth access token, good until `token_ends`."""
        until = int(self.token_ends(at=at).timestamp())
        return f"lrt_{self.key_id}_{until}_{self._mac(until)}"

    def _opens_by_token(self, presented: str, at: datetime) -> bool:
        found = _TOKEN.fullmatch(presented)
        if found is None or found[1] != self.key_id or int(found[2]) <= at.timestamp():
            return False
        return hmac.compare_digest(found[3].encode(), self._mac(int(found[2])).encode())

    def _mac(self, until: int) -> str:
        said = f"token|{self.key_id}|{self.digest}|{until}"
        mac = hmac.new(self.tenant_secret.encode(), said.encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(mac).decode().rstrip("=")


@dataclass(frozen=True)
class Caller:
    """Who asks: the holder of a key. `contact` is "you" where the key is bound to one."""

    tenant: str
    role: Role
    key: str
    contact: str | None
    contact_resource: str | None
    secret: str

    @property
    def ref(self) -> str:
        """Who did it, as records say it."""
        if self.contact:
            return f"/{self.tenant}/{self.contact_resource}/{self.contact}/"
        return f"/{self.tenant}/api_key/{self.key}/"


def digest(text: str) -> str:
    """The secret has full entropy (190 bits), so a plain hash is enough and a slow one only a lever."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def mint(key_id: Sequence[str], secret: Sequence[str]) -> str:
    """The text of a key from 12 and 32 characters of chance; its last six are a checksum."""
    body = f"lrl_{''.join(key_id)}_{''.join(secret)}"
    return body + _checksum(body)


def key_id(presented: str) -> str | None:
    """The public part by which a key is looked up; None for what cannot be a key or token at all."""
    if token := _TOKEN.fullmatch(presented):
        return token[1]
    key = _KEY.fullmatch(presented)
    if key is None or _checksum(presented[:-6]) != presented[-6:]:
        return None
    return key[1]


def _checksum(body: str) -> str:
    value, digits = zlib.crc32(body.encode()), ""
    for _ in range(6):
        value, rest = divmod(value, 62)
        digits = ALPHABET[rest] + digits
    return digits
