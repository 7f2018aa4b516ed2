"""The transparency log as pure mathematics and bytes: RFC 6962 trees, C2SP tiles, notes and proofs.

Leaves are the data of leaves; hashes are 32 raw bytes. No framework, no database, no clock.
See docs/explanation/tlog.md.
"""

from collections.abc import Sequence

from nucuoi.tlog import checkpoint, cosignature, note
from nucuoi.tlog.errors import OutsideTree
from nucuoi.tlog.hashing import leaf_hash
from nucuoi.tlog.proofs import (
    prove_consistency,
    prove_inclusion,
    verify_consistency,
    verify_inclusion,
)
from nucuoi.tlog.subtrees import LeafNodes, subtree_root

__all__ = [
    "checkpoint",
    "consistency_proof",
    "cosignature",
    "inclusion_proof",
    "leaf_hash",
    "note",
    "root",
    "verify_consistency",
    "verify_inclusion",
]


def root(leaves: Sequence[bytes]) -> bytes:
    """Root of the tree over leaf data; that of no leaves is SHA-256 of nothing."""
    return subtree_root(LeafNodes(leaves), 0, len(leaves))


def inclusion_proof(leaves: Sequence[bytes], index: int, size: int) -> list[bytes]:
    """The proof that leaf `index` is in the tree of the first `size` leaves.

    Hashes all of them: for a log with tiles use `proofs.prove_inclusion`.

    Raises:
        OutsideTree: Unless 0 ≤ index < size ≤ the number of leaves.
    """
    _check_size(leaves, size)
    return prove_inclusion(LeafNodes(leaves), index, size)


def consistency_proof(leaves: Sequence[bytes], old: int, new: int) -> list[bytes]:
    """The proof that the tree of the first `new` leaves begins with that of the first `old`.

    Empty for old = 0 and for old = new.

    Raises:
        OutsideTree: Unless 0 ≤ old ≤ new ≤ the number of leaves.
    """
    _check_size(leaves, new)
    return prove_consistency(LeafNodes(leaves), old, new)


def _check_size(leaves: Sequence[bytes], size: int) -> None:
    if size > len(leaves):
        raise OutsideTree(size, len(leaves))
