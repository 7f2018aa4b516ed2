"""Tokens of devices: 256 random bits, so a plain hash of them is enough."""

import hashlib


def token_hash(token: str) -> bytes:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).digest()
