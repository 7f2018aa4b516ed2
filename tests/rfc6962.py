"""RFC 6962 sections 2.1, 2.1.1 and 2.1.2, line by line as they are printed: slow, to compare with.

Shares no code with the product. D is a tuple of leaf data.
"""

from functools import cache
from hashlib import sha256

Leaves = tuple[bytes, ...]


@cache
def mth(d: Leaves) -> bytes:
    """Merkle Tree Hash."""
    n = len(d)
    if n == 0:
        return sha256().digest()
    if n == 1:
        return sha256(b"\x00" + d[0]).digest()
    k = _k(n)
    return sha256(b"\x01" + mth(d[0:k]) + mth(d[k:n])).digest()


def path(m: int, d: Leaves) -> list[bytes]:
    """Merkle audit path of the leaf m, counted from 0."""
    n = len(d)
    if n == 1:
        return []
    k = _k(n)
    if m < k:
        return [*path(m, d[0:k]), mth(d[k:n])]
    return [*path(m - k, d[k:n]), mth(d[0:k])]


def proof(m: int, d: Leaves) -> list[bytes]:
    """Merkle consistency proof from the first m leaves, 0 < m ≤ n."""
    return _subproof(m, d, True)


def _subproof(m: int, d: Leaves, b: bool) -> list[bytes]:
    n = len(d)
    if m == n:
        return [] if b else [mth(d)]
    k = _k(n)
    if m <= k:
        return [*_subproof(m, d[0:k], b), mth(d[k:n])]
    return [*_subproof(m - k, d[k:n], False), mth(d[0:k])]


def _k(n: int) -> int:
    """The largest power of two smaller than n."""
    k = 1
    while 2 * k < n:
        k = 2 * k
    return k
