"""Trees, proofs and compact ranges are those of RFC 6962."""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from nucuoi import tlog
from nucuoi.tlog.compact_range import CompactRange
from nucuoi.tlog.errors import OutsideTree
from nucuoi.tlog.hashing import EMPTY_ROOT, node_hash, perfect_root, split
from nucuoi.tlog.subtrees import LeafNodes
from tests import rfc6962

EXAMPLES = json.loads(
    (Path(__file__).parents[1] / "vectors" / "tlog" / "examples.json").read_text()
)
LARGEST = 130
LEAVES = tuple(f"leaf {index}".encode() for index in range(LARGEST))
SIZES = range(LARGEST + 1)


def test_roots_are_the_published_ones() -> None:
    """The trees over the first 0 to 8 of the well-known leaves have the well-known roots."""
    leaves = [bytes.fromhex(leaf) for leaf in EXAMPLES["leaves"]]

    assert [tlog.root(leaves[:size]).hex() for size in range(9)] == EXAMPLES["roots"]


def test_leaves_and_nodes_are_hashed_apart() -> None:
    """A leaf that holds the bytes of a node has another hash than the node."""
    left, right = tlog.leaf_hash(b"a"), tlog.leaf_hash(b"b")

    assert tlog.leaf_hash(b"a") == sha256(b"\x00a").digest()
    assert node_hash(left, right) == sha256(b"\x01" + left + right).digest()
    assert tlog.leaf_hash(left + right) != node_hash(left, right)


def test_a_tree_is_cut_at_the_largest_power_of_two_below_its_size() -> None:
    """The left part of a tree is complete and never the whole tree."""
    assert [split(size) for size in (2, 3, 4, 5, 8, 9)] == [1, 2, 2, 4, 4, 8]


def test_only_complete_rows_have_a_perfect_root() -> None:
    """The root over hashes of one level is refused unless they are 2^n."""
    for count in (0, 3, 6):
        with pytest.raises(ValueError, match=r"unpack|argument 2 is shorter"):
            perfect_root([EMPTY_ROOT] * count)


@pytest.mark.parametrize("size", SIZES)
def test_all_roots(size: int) -> None:
    """The root of every tree of 0 to 130 leaves is that of the specification."""
    expected = rfc6962.mth(LEAVES[:size])
    growing = CompactRange()
    for leaf in LEAVES[:size]:
        growing.append(tlog.leaf_hash(leaf))

    assert tlog.root(LEAVES[:size]) == expected
    assert growing.root() == expected
    assert CompactRange.of(LeafNodes(LEAVES), size) == growing


@pytest.mark.parametrize("size", SIZES)
def test_all_inclusion_proofs(size: int) -> None:
    """Every leaf of every tree has the specified proof, and it verifies."""
    root = rfc6962.mth(LEAVES[:size])
    for index in range(size):
        proof = tlog.inclusion_proof(LEAVES, index, size)
        leaf = tlog.leaf_hash(LEAVES[index])

        assert proof == rfc6962.path(index, LEAVES[:size])
        assert tlog.verify_inclusion(leaf, index, size, proof, root)


@pytest.mark.parametrize("new", SIZES)
def test_all_consistency_proofs(new: int) -> None:
    """Every pair of trees has the specified proof, and it verifies."""
    new_root = rfc6962.mth(LEAVES[:new])
    for old in range(1, new + 1):
        proof = tlog.consistency_proof(LEAVES, old, new)
        old_root = rfc6962.mth(LEAVES[:old])

        assert proof == rfc6962.proof(old, LEAVES[:new])
        assert tlog.verify_consistency(old, new, old_root, new_root, proof)


def test_proofs_at_the_limit_of_sizes() -> None:
    """Sizes up to 2^63 - 1 are walked in steps, not in leaves; beyond, nothing verifies."""
    leaf, limit = tlog.leaf_hash(b"a"), 2**63 - 1
    proof = [tlog.leaf_hash(bytes([step])) for step in range(63)]
    root = leaf
    for sibling in proof:
        root = node_hash(root, sibling)

    assert tlog.verify_inclusion(leaf, 0, limit, proof, root)
    assert not tlog.verify_inclusion(leaf, 0, limit + 1, proof, root)
    assert not tlog.verify_inclusion(leaf, 0, 10**1000, proof, root)
    assert not tlog.verify_consistency(1, 10**1000, leaf, root, proof)
    assert tlog.verify_consistency(1, limit, leaf, root, proof)
    assert not tlog.verify_consistency(1, limit + 1, leaf, root, proof)
    assert tlog.verify_consistency(limit, limit, root, root, [])


def test_the_empty_tree_proves_nothing() -> None:
    """A proof from the empty tree is empty, and to verify it shows nothing."""
    assert tlog.consistency_proof(LEAVES, 0, 5) == []
    assert not tlog.verify_consistency(0, 5, EMPTY_ROOT, tlog.root(LEAVES[:5]), [])
    assert not tlog.verify_consistency(0, 0, EMPTY_ROOT, EMPTY_ROOT, [])


@pytest.mark.parametrize(
    ("index", "size"), [(-1, 5), (5, 5), (6, 5), (0, 0), (0, LARGEST + 1), (0, -1)]
)
def test_leaves_outside_the_tree_have_no_proof(index: int, size: int) -> None:
    """Asking beyond the tree is an error that says what was asked."""
    with pytest.raises(OutsideTree, match=str(max(size, index))):
        tlog.inclusion_proof(LEAVES, index, size)


@pytest.mark.parametrize(("old", "new"), [(-1, 5), (6, 5), (1, LARGEST + 1), (-2, -1)])
def test_sizes_outside_the_tree_have_no_proof(old: int, new: int) -> None:
    """A consistency proof is made from a smaller to a larger tree among the leaves there are."""
    with pytest.raises(OutsideTree):
        tlog.consistency_proof(LEAVES, old, new)


def test_leaf_nodes_end_with_the_leaves() -> None:
    """A node that reaches beyond the last leaf is refused, not made of fewer leaves."""
    with pytest.raises(OutsideTree) as refused:
        LeafNodes(LEAVES[:5]).node(2, 1)

    assert (refused.value.asked, refused.value.size) == (8, 5)


def test_the_package_stands_alone() -> None:
    """It imports no framework and no other room, so a witness can run without them."""
    code = (
        "import sys, nucuoi.tlog.proof_file, nucuoi.tlog.add_checkpoint, nucuoi.tlog.tile_folder;"
        "print(*sorted(m for m in sys.modules if m.startswith(('nucuoi.', 'django', 'msgspec'))))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert {".".join(module.split(".")[:2]) for module in loaded.stdout.split()} == {"nucuoi.tlog"}
