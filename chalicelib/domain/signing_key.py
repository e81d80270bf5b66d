"""The keys that a tenant signs its badges with: one signs, older ones still tell that they did."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .refusals import Conflict, NotFound

# Each is some 2 KB, and all are read together.
MOST_KEYS = 10


@dataclass(frozen=True)
class SigningKey:
    """An RSA key. `private` (PKCS#8 as PEM) never leaves; `modulus` and `exponent` are for everybody, in the
    letters of a JWK. `request` is the request that made it, so that a repeated one makes no other.
    """

    uid: str
    created: datetime
    modulus: str
    exponent: str
    private: str = field(repr=False)
    request: str = ""

    def jwk(self, address: str) -> Mapping[str, str]:
        """The public part (RFC 7517); its `kid` is the address where it stands (Open Badges 3.0, 8.2.4)."""
        return {
            "kty": "RSA",
            "use": "sig",
            "alg": "RS256",
            "kid": address,
            "n": self.modulus,
            "e": self.exponent,
        }


@dataclass
class SigningKeys:
    """All that stand, the newest first: that one signs. What others signed is good while they stand."""

    created: datetime
    last_updated: datetime
    keys: tuple[SigningKey, ...] = ()
    version: int = 0

    @property
    def current(self) -> SigningKey | None:
        return self.keys[0] if self.keys else None

    def get(self, uid: str) -> SigningKey:
        found = next((key for key in self.keys if key.uid == uid), None)
        if found is None:
            raise NotFound("There is no such signing key.")
        return found

    def made_by(self, request: str) -> SigningKey | None:
        """What this request made before."""
        return next((key for key in self.keys if request and key.request == request), None)

    def add(self, key: SigningKey, *, at: datetime) -> None:
        """It signs from now on."""
        if len(self.keys) >= MOST_KEYS:
            raise Conflict(f"There are {MOST_KEYS} signing keys. Withdraw one that signed nothing of use.")
        self.keys, self.last_updated = (key, *self.keys), at

    def withdraw(self, uid: str, *, at: datetime) -> None:
        """What it signed is not good any more; its private part is kept no longer."""
        gone = self.get(uid)
        self.keys, self.last_updated = tuple(key for key in self.keys if key != gone), at


def key_uid(modulus: str) -> str:
    """24 hex digits that follow from the key."""
    return hashlib.sha256(f"signing key|{modulus}".encode()).hexdigest()[:24]
