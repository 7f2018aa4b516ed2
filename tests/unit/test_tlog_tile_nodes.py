"""Proofs read from tiles are the proofs of the leaves, and take few tiles."""

import random
from hashlib import sha256

import pytest

from nucuoi import tlog
from nucuoi.tlog.compact_range import CompactRange
from nucuoi.tlog.edge import Edge
from nucuoi.tlog.errors import BrokenTile, OutsideTree
from nucuoi.tlog.hashing import HASH_BYTES
from nucuoi.tlog.proofs import prove_consistency, prove_inclusion
from nucuoi.tlog.subtrees import LeafNodes, subtree_root
from nucuoi.tlog.tile_nodes import ReadTile, TileNodes
from nucuoi.tlog.tiles import Tile

SIZE = 100_000
STEP = 7_919
SIZES = (1, 2, 3, 255, 256, 257, 512, 700)


def leaf(index: int) -> bytes:
    """Data of a leaf."""
    return b"leaf %d" % index


def tiles_and_roots() -> tuple[dict[Tile, bytes], dict[int, bytes]]:
    """Tiles of a log of 100,000 leaves that grew in steps, and its root after each."""
    edge, files, roots = Edge(), dict[Tile, bytes](), dict[int, bytes]()
    while edge.size < SIZE:
        end = min(SIZE, edge.size + STEP)
        edge, more = edge.grow([leaf(index) for index in range(edge.size, end)])
        files |= more
        roots[edge.size] = edge.root()
    return files, roots


def deep(tile: Tile) -> bytes:
    """A tile of a log too large to build: every tile of a level holds the same hashes.

    A tree made of these is consistent where full tiles stand below the hashes of the level above.
    """
    below = sha256(b"leaf").digest()
    assert isinstance(tile.level, int)
    for _ in range(tile.level * 8):
        below = sha256(b"\x01" + below + below).digest()
    return below * tile.width


@pytest.mark.parametrize("size", SIZES)
def test_proofs_from_tiles_are_the_proofs_of_the_leaves(size: int) -> None:
    """For trees around the width of a tile, every node and a proof of every leaf agree."""
    leaves = [leaf(index) for index in range(size)]
    tiles, memory = TileNodes(Edge().grow(leaves).files.__getitem__, size), LeafNodes(leaves)

    assert subtree_root(tiles, 0, size) == tlog.root(leaves)
    assert CompactRange.of(tiles, size) == CompactRange.of(memory, size)
    for index in range(0, size, 1 + size // 50):
        assert prove_inclusion(tiles, index, size) == prove_inclusion(memory, index, size)
        assert prove_consistency(tiles, index, size) == prove_consistency(memory, index, size)


def test_2000_random_proofs_among_100000_leaves() -> None:
    """Inclusion and consistency proofs from the tiles verify against the roots of their sizes."""
    files, roots = tiles_and_roots()
    chance = random.Random(6962)  # noqa: S311 - repeatable, nothing secret
    sizes = sorted(roots)
    for _ in range(1_000):
        old, new = sorted(chance.choices(sizes, k=2))
        nodes = TileNodes(files.__getitem__, new)
        index = chance.randrange(new)
        included = prove_inclusion(nodes, index, new)
        extended = prove_consistency(nodes, old, new)

        assert tlog.verify_inclusion(tlog.leaf_hash(leaf(index)), index, new, included, roots[new])
        assert tlog.verify_consistency(old, new, roots[old], roots[new], extended)


def test_a_proof_among_10_million_leaves_reads_five_tiles() -> None:
    """Both kinds of proof read at most two tiles a level, three levels deep, and verify."""
    size, index, old = 10_000_000, 6_543_210, 9_999_000
    read: list[Tile] = []

    def reading(tile: Tile) -> bytes:
        read.append(tile)
        return deep(tile)

    root = subtree_root(TileNodes(deep, size), 0, size)
    proof = prove_inclusion(TileNodes(reading, size), index, size)
    assert tlog.verify_inclusion(sha256(b"leaf").digest(), index, size, proof, root)
    assert len(read) == len(set(read)) == 5

    read.clear()
    extended = prove_consistency(TileNodes(reading, size), old, size)
    old_root = subtree_root(TileNodes(deep, old), 0, old)
    assert tlog.verify_consistency(old, size, old_root, root, extended)
    assert len(read) == len(set(read)) <= 5


def test_nodes_beyond_the_size_are_refused() -> None:
    """A tree read from tiles ends where it was said to end, even when the tiles go on."""
    nodes = TileNodes(Edge().grow([leaf(index) for index in range(8)]).files.__getitem__, 7)

    with pytest.raises(OutsideTree, match="8 is outside a tree of 7"):
        nodes.node(0, 7)


@pytest.mark.parametrize("change", [-HASH_BYTES, -1, 1, HASH_BYTES])
def test_tiles_of_another_length_are_refused(change: int) -> None:
    """A tile must hold exactly the hashes that the size asks for."""
    files = Edge().grow([leaf(index) for index in range(9)]).files
    path = Tile(0, 0, 9).path

    def changed(tile: Tile) -> bytes:
        return files[tile][:change] if change < 0 else files[tile] + bytes(change)

    with pytest.raises(BrokenTile, match=path) as refused:
        prove_inclusion(TileNodes(changed, 9), 0, 9)
    assert refused.value.path == path


def test_an_altered_tile_proves_nothing() -> None:
    """Whatever bit of a tile is altered, the proof made of it does not verify or is the same."""
    leaves = [leaf(index) for index in range(9)]
    files, root = Edge().grow(leaves).files, tlog.root(leaves)
    true = tlog.inclusion_proof(leaves, 4, 9)
    for byte in range(9 * HASH_BYTES):
        proof = prove_inclusion(TileNodes(_with_flipped(files, byte), 9), 4, 9)
        verified = tlog.verify_inclusion(tlog.leaf_hash(leaves[4]), 4, 9, proof, root)

        assert verified == (proof == true) == (byte // HASH_BYTES == 4)


def _with_flipped(files: dict[Tile, bytes], byte: int) -> ReadTile:
    def read(tile: Tile) -> bytes:
        content = bytearray(files[tile])
        content[byte] ^= 1
        return bytes(content)

    return read
