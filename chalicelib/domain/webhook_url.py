"""Where a webhook may lead, judged by its words alone: an https URL of a host with a public name."""

import re
from urllib.parse import SplitResult, urlsplit

HTTPS_PORT = 443
LONGEST = 2_000
_PRINTABLE = re.compile(r"[!-~]+")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
# Names that mean this machine or this network wherever they are asked (RFC 6761, 6762, 8375, 9476).
_INSIDE = frozenset({"localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp"})
_NOBODYS = frozenset({"invalid", "test", "onion", "arpa", "alt"})


def fault_in_url(text: str) -> str | None:
    """What is wrong with it as a webhook's address, in words; None: nothing."""
    if len(text) > LONGEST or not _PRINTABLE.fullmatch(text) or "\\" in text:
        return f"a URL of at most {LONGEST} ASCII characters is expected"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return "not a URL"
    return _fault(parts, port)


def _fault(parts: SplitResult, port: int | None) -> str | None:
    host = parts.hostname or ""
    if parts.scheme != "https":
        return "https is expected"
    if "@" in parts.netloc:
        return "a URL may not carry a name or password"
    if parts.fragment:
        return "a URL may not end in a fragment"
    if port not in (None, HTTPS_PORT):
        return f"only port {HTTPS_PORT} is called"
    return None if _is_public_name(host) else "a host with a public name is expected"


def _is_public_name(host: str) -> bool:
    """No address in any notation: a last label of digits or hex would be read as one."""
    labels = host.removesuffix(".").split(".")
    if len(host) > 253 or len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):
        return False
    top = labels[-1]
    return top not in _INSIDE | _NOBODYS and not re.fullmatch(r"\d+|0x[0-9a-f]*", top)
