"""AWS Signature Version 4 of a POST: who asks, proven without the secret leaving the house."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from ..settings import Access

ALGORITHM = "AWS4-HMAC-SHA256"


def signed(
    access: Access, service: str, path: str, headers: Mapping[str, str], body: bytes, *, at: datetime
) -> dict[str, str]:
    """The headers with the signature beside them; each that is given is signed. `Host` must be among them."""
    moment = at.strftime("%Y%m%dT%H%M%SZ")
    told = {**headers, "X-Amz-Date": moment}
    if access.token:
        told["X-Amz-Security-Token"] = access.token
    lines = sorted((name.lower(), value.strip()) for name, value in told.items())
    names = ";".join(name for name, _ in lines)
    heads = "".join(f"{name}:{value}\n" for name, value in lines)
    asked = f"POST\n{path}\n\n{heads}\n{names}\n{hashlib.sha256(body).hexdigest()}"
    scope = f"{moment[:8]}/{access.region}/{service}/aws4_request"
    text = f"{ALGORITHM}\n{moment}\n{scope}\n{hashlib.sha256(asked.encode()).hexdigest()}"
    key = _key(access.secret, moment[:8], access.region, service)
    signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
    said = f"{ALGORITHM} Credential={access.key}/{scope}, SignedHeaders={names}, Signature={signature}"
    return {**told, "Authorization": said}


@lru_cache(maxsize=2)
def _key(secret: str, day: str, region: str, service: str) -> bytes:
    """The same for a day."""
    key = f"AWS4{secret}".encode()
    for part in (day, region, service, "aws4_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key
