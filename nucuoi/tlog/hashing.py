"""RFC 6962 section 2.1: how leaves and nodes are hashed, and where a tree is cut in two."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

HASH_BYTES: Final = 32
MAX_SIZE: Final = 2**63 - 1
"""No log has more leaves: sizes and times fit a signed 64-bit number everywhere."""
EMPTY_ROOT: Final = sha256(b"").digest()
"""The root of a tree without leaves."""


def leaf_hash(data: bytes) -> bytes:
    """Hash of a leaf; the prefix 0x00 keeps a leaf from passing for a node."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of a node over its two children."""
    return sha256(b"\x01" + left + right).digest()


def split(size: int) -> int:
    """Leaves in the left part of a tree: the largest power of two below `size` (≥ 2)."""
    return 1 << ((size - 1).bit_length() - 1)


def perfect_root(hashes: Sequence[bytes]) -> bytes:
    """Root over 2^n neighbouring hashes of one level.

    Raises:
        ValueError: If their number is not a power of two.
    """
    row = hashes
    while len(row) > 1:
        row = [node_hash(*pair) for pair in zip(row[::2], row[1::2], strict=True)]
    (root,) = row
    return root
