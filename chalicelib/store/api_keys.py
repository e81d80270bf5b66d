"""How API keys are kept."""

from ..domain.api_key import ApiKey
from . import keys
from .keys import Key
from .records import Kind


def _api_key(_t: str, uid: str) -> Key:
    """A key's uid is its public part in hex, so that either leads to the record."""
    return keys.api_key(bytes.fromhex(uid).decode("ascii", "replace"))


API_KEYS: Kind[ApiKey] = Kind(
    name="api_key",
    model=ApiKey,
    key=_api_key,
    facets=lambda key: {"role": key.role, "label": key.label},
)
