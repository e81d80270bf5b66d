"""The keys that sign a tenant's badges: the first is made where one is needed, others are asked for."""

from collections.abc import Callable
from datetime import datetime

from ..documents import signing as _signing
from ..domain.refusals import NotFound
from ..domain.signing_key import SigningKey, SigningKeys
from ..store import badges_signed
from ..store.table import TenantTable

# Makes a private key of chance.
Fresh = Callable[[], str]


def listed(table: TenantTable, *, consistent: bool = True) -> SigningKeys | None:
    """None where nothing was ever signed."""
    return badges_signed.signing_keys(table, consistent=consistent)


def current(table: TenantTable, fresh: Fresh, *, at: datetime) -> SigningKey:
    """The key that signs now; where there is none it is made, once for all who ask at the same time."""
    kept = badges_signed.signing_keys(table)
    if kept is not None and kept.current is not None:
        return kept.current
    made = _made(fresh(), at)

    def decide() -> SigningKey:
        keys = badges_signed.signing_keys(table) or SigningKeys(at, at)
        if keys.current is None:
            keys.add(made, at=at)
            table.put(badges_signed.signing_keys_put(table.tenant, keys))
        return keys.keys[0]

    return table.decided(decide)


def get(table: TenantTable, uid: str) -> SigningKey:
    """NotFound for one that was withdrawn, too."""
    kept = badges_signed.signing_keys(table, consistent=False)
    if kept is None:
        raise NotFound("There is no such signing key.")
    return kept.get(uid)


def rotate(table: TenantTable, fresh: Fresh, request: str, *, at: datetime) -> SigningKey:
    """Another key signs from now on; what the others signed stays good. The same request makes it once."""
    made: SigningKey | None = None

    def decide() -> SigningKey:
        nonlocal made
        keys = badges_signed.signing_keys(table) or SigningKeys(at, at)
        if before := keys.made_by(request):
            return before
        made = made or _made(fresh(), at, request)
        keys.add(made, at=at)
        table.put(badges_signed.signing_keys_put(table.tenant, keys))
        return made

    return table.decided(decide)


def withdraw(table: TenantTable, uid: str, *, at: datetime) -> None:
    """Nothing that this key signed is good any more: for one that got into others' hands."""

    def decide() -> None:
        keys = badges_signed.signing_keys(table) or SigningKeys(at, at)
        keys.withdraw(uid, at=at)
        table.put(badges_signed.signing_keys_put(table.tenant, keys))

    table.decided(decide)


def _made(private: str, at: datetime, request: str = "") -> SigningKey:
    return _signing.made(private, at=at, request=request)
