"""A tree that remembers only the roots of its complete subtrees: enough to go on appending."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce

from nucuoi.tlog.hashing import EMPTY_ROOT, node_hash
from nucuoi.tlog.subtrees import Nodes


@dataclass(slots=True)
class CompactRange:
    """The first `size` leaves of a tree as at most 63 hashes.

    Attributes:
        peaks: Roots of the complete subtrees from left to right, one for each 1 in `size`.
    """

    size: int = 0
    peaks: list[bytes] = field(default_factory=list)

    @classmethod
    def of(cls, nodes: Nodes, size: int) -> CompactRange:
        """The range of an existing tree."""
        peaks, start = [], 0
        for level in reversed(range(size.bit_length())):
            if size >> level & 1:
                peaks.append(nodes.node(level, start >> level))
                start += 1 << level
        return cls(size, peaks)

    def append(self, leaf_hash: bytes) -> None:
        """Add a leaf by its hash; costs one further hash on average."""
        peak = leaf_hash
        carry = self.size
        while carry & 1:
            peak = node_hash(self.peaks.pop(), peak)
            carry >>= 1
        self.peaks.append(peak)
        self.size += 1

    def root(self) -> bytes:
        """The root of the tree of `size` leaves."""
        if not self.peaks:
            return EMPTY_ROOT
        return reduce(lambda right, left: node_hash(left, right), reversed(self.peaks))
