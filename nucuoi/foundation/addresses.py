"""Whose address a request came from, believing only the proxies that settings name."""

from collections.abc import Collection


def client_address(remote: str, forwarded_for: str, trusted: Collection[str]) -> str:
    """The nearest address that is not a trusted proxy.

    Args:
        remote: Address of the connection itself.
        forwarded_for: The header X-Forwarded-For, nearest hop last; empty when there is none.
        trusted: Addresses of proxies whose header is believed (`NUCUOI_TRUSTED_PROXIES`).
    """
    hops = [hop.strip() for hop in forwarded_for.split(",") if hop.strip()]
    address = remote
    while address in trusted and hops:
        address = hops.pop()
    return address
