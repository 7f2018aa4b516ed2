"""Where the hashes of complete subtrees come from, and the root of any subtree made of them."""

from collections.abc import Sequence
from typing import Protocol

from nucuoi.tlog.errors import OutsideTree
from nucuoi.tlog.hashing import EMPTY_ROOT, leaf_hash, node_hash, perfect_root, split


class Nodes(Protocol):
    """A tree that gives the hashes of its complete subtrees: leaves in memory, tiles on disk."""

    def node(self, level: int, index: int) -> bytes:
        """Root over the leaves `index << level` up to, not including, `(index + 1) << level`."""


class LeafNodes:
    """Nodes of a tree over leaf data in memory; nothing is kept, every node is hashed anew."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self._leaves = leaves

    def node(self, level: int, index: int) -> bytes:
        end = (index + 1) << level
        if end > len(self._leaves):
            raise OutsideTree(end, len(self._leaves))
        return perfect_root([leaf_hash(data) for data in self._leaves[index << level : end]])


def subtree_root(nodes: Nodes, start: int, end: int) -> bytes:
    """RFC 6962 `MTH(D[start:end])`.

    Args:
        start: A multiple of the smallest power of two not below `end - start`, as the
            specification cuts trees; 0 gives the root of the tree of `end` leaves.
    """
    size = end - start
    if size == 0:
        return EMPTY_ROOT
    if size.bit_count() == 1:
        level = size.bit_length() - 1
        return nodes.node(level, start >> level)
    middle = start + split(size)
    return node_hash(subtree_root(nodes, start, middle), subtree_root(nodes, middle, end))
