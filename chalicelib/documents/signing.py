"""Signs claims as a compact JWT (RFC 7515, 7519) with a tenant's key. The library is loaded by the first."""

import base64
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from chalicelib.domain.signing_key import SigningKey, key_uid

if TYPE_CHECKING:
    from datetime import datetime

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

# RS256 is what every verifier of Open Badges must know (8.2.3).
ALGORITHM = "RS256"


def signed(key: SigningKey, address: str, claims: Mapping[str, Any]) -> str:
    """The token; `address` is where the public key stands. The same claims are the same token."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

    header = {"alg": ALGORITHM, "kid": address, "typ": "JWT"}
    said = f"{_part(header)}.{_part(claims)}"
    signature = _private(key.private).sign(said.encode(), PKCS1v15(), hashes.SHA256())
    return f"{said}.{_letters(signature)}"


def made(private: str, *, at: "datetime", request: str = "") -> SigningKey:
    """The key of this private part (PKCS#8 as PEM)."""
    numbers = _private(private).public_key().public_numbers()
    modulus, exponent = _number(numbers.n), _number(numbers.e)
    return SigningKey(key_uid(modulus), at, modulus, exponent, private, request)


@lru_cache(maxsize=16)
def _private(pem: str) -> "RSAPrivateKey":
    """Read once a container. It is our own, so its primes are not proven again."""
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    key = load_pem_private_key(pem.encode(), None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(key, RSAPrivateKey):
        raise TypeError("a signing key is an RSA key")
    return key


def _part(said: Mapping[str, Any]) -> str:
    return _letters(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode())


def _number(value: int) -> str:
    return _letters(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def _letters(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
