"""Which IP addresses are the public's: what stands inside a network is never called from here."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# All that is given out to the public lies in here; the rest of IPv6 is reserved or of somebody's inside.
_GLOBAL_UNICAST = IPv6Network("2000::/3")
# A public one may lead to what is embedded in it, or is set apart for a purpose (RFC 6890 and its heirs).
_APART_6 = tuple(
    IPv6Network(one) for one in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48")
)
_APART_4 = tuple(
    IPv4Network(one)
    for one in (
        *("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24"),
        *("192.88.99.0/24", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
        *("224.0.0.0/4", "240.0.0.0/4"),
    )
)
# RFC 6052: IPv4 written as IPv6; a gateway in the network turns it back.
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(text: str) -> bool:
    """Whether a server of the public's may stand there; False also for what is no address."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        inner = _inner(address)
        return _public_6(address) if inner is None else _public_4(inner)
    return _public_4(address)


def _inner(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that this one stands for."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None


def _public_4(address: IPv4Address) -> bool:
    return address.is_global and not any(address in network for network in _APART_4)


def _public_6(address: IPv6Address) -> bool:
    if address.scope_id is not None or address not in _GLOBAL_UNICAST:
        return False
    return address.is_global and not any(address in network for network in _APART_6)
