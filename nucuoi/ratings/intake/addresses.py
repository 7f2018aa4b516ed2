"""From where a request comes, as a keyed hash that lives in memory only."""

from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from nucuoi.foundation.mac import mac

Address = IPv4Address | IPv6Address
_IPV6_SHARE = 64
"""What a household or a tablet's SIM is given: beyond it, addresses are free to make up."""


class Proxies:
    """Whose word about the sender's address is believed.

    Args:
        networks: Addresses or networks, as `NUCUOI_TRUSTED_PROXIES` lists them.

    Raises:
        ValueError: If one is neither.
    """

    def __init__(self, networks: Iterable[str]) -> None:
        self._networks = [ip_network(text.strip(), strict=False) for text in networks]

    def sender(self, peer: str, forwarded: Callable[[], str]) -> str:
        """The address of the sender; IPv6 as its /64. Empty when the server does not say.

        Args:
            peer: Address at the other end of the connection.
            forwarded: Gives X-Forwarded-For; asked only when some proxy is trusted.
        """
        if not self._networks and ":" not in peer:
            return peer
        address = _read(peer)
        hops = forwarded().split(",") if self._networks else []
        while address is not None and hops and self._trusts(address):
            said = _read(hops.pop())
            if said is None:
                break
            address = said
        return "" if address is None else _share(address)

    def _trusts(self, address: Address) -> bool:
        return any(address in network for network in self._networks)


def hashed(key: bytes, sender: str) -> bytes:
    """The hash the open limit counts by."""
    return mac(key, sender.encode())[:16]


def _read(text: str) -> Address | None:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _share(address: Address) -> str:
    if isinstance(address, IPv4Address):
        return str(address)
    return str(IPv6Network((int(address), _IPV6_SHARE), strict=False))
