"""RFC 6962 sections 2.1.1 and 2.1.2: inclusion and consistency proofs, made and verified.

A proof is the roots of a list of subtrees, lowest first. The list follows from the sizes alone, so
the one who makes a proof and the one who verifies it walk down the same tree to the same cuts.
"""

from collections.abc import Sequence
from typing import NamedTuple

from nucuoi.tlog.errors import OutsideTree
from nucuoi.tlog.hashing import HASH_BYTES, MAX_SIZE, node_hash, split
from nucuoi.tlog.subtrees import Nodes, subtree_root


class Subtree(NamedTuple):
    """The leaves from `start` up to, not including, `end`."""

    start: int
    end: int


def prove_inclusion(nodes: Nodes, index: int, size: int) -> list[bytes]:
    """The inclusion proof `PATH(index, D[size])`, from the leaf's sibling upwards.

    Raises:
        OutsideTree: Unless 0 ≤ index < size.
    """
    if not 0 <= index < size:
        raise OutsideTree(index, size)
    return [subtree_root(nodes, *subtree) for subtree in inclusion_subtrees(index, size)]


def prove_consistency(nodes: Nodes, old: int, new: int) -> list[bytes]:
    """The consistency proof `PROOF(old, D[new])`; empty for old = 0 and for old = new.

    Raises:
        OutsideTree: Unless 0 ≤ old ≤ new.
    """
    if not 0 <= old <= new:
        raise OutsideTree(old, new)
    return [subtree_root(nodes, *subtree) for subtree in consistency_subtrees(old, new)]


def verify_inclusion(
    leaf_hash: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether `proof` shows that the leaf stands at `index` of the tree of `size` with `root`.

    False, never an error, for anything that does not fit: a negative index, a hash that is not of
    32 bytes, a proof too long or too short.
    """
    return root_of_inclusion(leaf_hash, index, size, proof) == root


def root_of_inclusion(
    leaf_hash: bytes, index: int, size: int, proof: Sequence[bytes]
) -> bytes | None:
    """The root that a leaf and its proof lead to; None when they do not fit index and size."""
    if not 0 <= index < size <= MAX_SIZE:
        return None
    siblings = inclusion_subtrees(index, size)
    if not _fits([leaf_hash, *proof], 1 + len(siblings)):
        return None
    root = leaf_hash
    for sibling, value in zip(siblings, proof, strict=True):
        root = node_hash(root, value) if sibling.start > index else node_hash(value, root)
    return root


def verify_consistency(
    old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether `proof` shows that the tree of `new` leaves begins with all of the tree of `old`.

    False for old = 0: any tree extends the empty one, so nothing would be shown.
    """
    if not 0 < old <= new <= MAX_SIZE:
        return False
    subtrees = consistency_subtrees(old, new)
    if not _fits(proof, len(subtrees)):
        return False
    steps = list(zip(subtrees, proof, strict=True))
    seed = old_root
    if old.bit_count() > 1 and old < new:
        seed = steps.pop(0)[1]  # the old tree's last complete subtree
    return _fold(seed, steps, old) == (old_root, new_root)


def inclusion_subtrees(index: int, size: int) -> list[Subtree]:
    """The siblings on the way from leaf `index` up to the root of a tree of `size` leaves."""
    start, end = 0, size
    passed = []
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            passed.append(Subtree(middle, end))
            end = middle
        else:
            passed.append(Subtree(start, middle))
            start = middle
    return passed[::-1]


def consistency_subtrees(old: int, new: int) -> list[Subtree]:
    """The subtrees from which both the root of `old` and that of `new` leaves can be made.

    The first is the last complete subtree of the old tree, unless that is the old tree itself,
    whose root the verifier knows; the others are the siblings on the way up.
    """
    start, end = 0, new
    passed: list[Subtree] = []
    while old and end != old:
        middle = start + split(end - start)
        if old <= middle:
            passed.append(Subtree(middle, end))
            end = middle
        else:
            passed.append(Subtree(start, middle))
            start = middle
    if start:
        passed.append(Subtree(start, end))
    return passed[::-1]


def _fold(seed: bytes, steps: Sequence[tuple[Subtree, bytes]], old: int) -> tuple[bytes, bytes]:
    """Both roots; subtrees to the right of the old tree belong to the new one only."""
    old_root = new_root = seed
    for sibling, value in steps:
        if sibling.start >= old:
            new_root = node_hash(new_root, value)
        else:
            old_root, new_root = node_hash(value, old_root), node_hash(value, new_root)
    return old_root, new_root


def _fits(hashes: Sequence[bytes], count: int) -> bool:
    """Other lengths would let bytes wander from one hash into the next."""
    return len(hashes) == count and all(len(value) == HASH_BYTES for value in hashes)
