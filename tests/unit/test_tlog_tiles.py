"""Tiles, their names and entry bundles are those of C2SP tlog-tiles."""

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nucuoi import tlog
from nucuoi.tlog.edge import Edge, Growth
from nucuoi.tlog.errors import BrokenTile, Malformed
from nucuoi.tlog.tiles import (
    ENTRIES,
    Tile,
    decode_entries,
    encode_entries,
    touched,
    touched_bundles,
)

EXAMPLES = json.loads(
    (Path(__file__).parents[1] / "vectors" / "tlog" / "examples.json").read_text()
)
SIZES = (0, 1, 2, 255, 256, 257, 511, 512, 1000, 65_535, 65_536, 65_537, 70_000)


def leaves_of(start: int, end: int) -> list[bytes]:
    """Leaf data that differs from leaf to leaf in content and length."""
    return [b"leaf %d" % index for index in range(start, end)]


def widths(size: int) -> Counter[tuple[int | str, int]]:
    """How many tiles of each level and width a tree has."""
    return Counter((tile.level, tile.width) for tile in touched(0, size))


def test_paths_are_the_published_ones() -> None:
    """An index is spelt in groups of three digits, all but the last behind an x."""
    for index, path in EXAMPLES["tile_paths"].items():
        assert Tile(0, int(index)).path == path
        assert Tile.parse(path) == Tile(0, int(index))


def test_partial_tiles_and_bundles_have_paths_of_their_own() -> None:
    """The width stands behind .p/, entries in the place of the level."""
    assert Tile(2, 1000, 17).path == "tile/2/x001/000.p/17"
    assert Tile(0, 5).bundle.path == "tile/entries/005"
    assert Tile(0, 5, 9).bundle.full.path == "tile/entries/005"


@settings(deadline=None)
@given(
    st.just(ENTRIES) | st.integers(0, 63),
    st.integers(0, 2**63 - 1) | st.integers(0, 2_000_000),
    st.integers(1, 256),
)
@example(0, 2**63 - 1, 256)
@example(63, 999_999, 255)
def test_paths_are_read_as_they_are_written(level: int, index: int, width: int) -> None:
    """Every tile has one path, and it leads back to the tile."""
    tile = Tile(level, index, width)

    assert Tile.parse(tile.path) == tile


@pytest.mark.parametrize(
    "path",
    [
        "",
        "checkpoint",
        "tile/0",
        "tile/0/",
        "tile/0/67",
        "tile/0/0067",
        "tile/00/067",
        "tile/-1/067",
        "tile/64/067",
        "tile/0/x067",
        "tile/0/x000/067",
        "tile/0/001/067",
        "tile/0/067/",
        "/tile/0/067",
        "tile/0/067.p",
        "tile/0/067.p/",
        "tile/0/067.p/0",
        "tile/0/067.p/01",
        "tile/0/067.p/256",
        "tile/0/067.p/257",
        "tile/0/067.p/1\n",
        "tile/0/067\n",
        "tile/0/../067",
        "tile/0/٠٦٧",
        "tile/ENTRIES/067",
        "tile/0/x009/x223/x372/x036/x854/x775/808",
        "tile/0/x001/x000/x000/x000/x000/x000/x000/000",
    ],
)
def test_other_paths_name_no_tile(path: str) -> None:
    """Whatever the specification would not write is refused."""
    with pytest.raises(Malformed):
        Tile.parse(path)


@pytest.mark.parametrize(
    ("level", "index", "width"),
    [(-1, 0, 1), (64, 0, 1), (0, -1, 1), (0, 2**63, 1), (0, 0, 0), (0, 0, 257)],
)
def test_there_are_no_other_tiles(level: int, index: int, width: int) -> None:
    """Level, index and width have their ranges."""
    with pytest.raises(Malformed):
        Tile(level, index, width)


def test_layout_of_70000_leaves() -> None:
    """The specification's own example: 273 full tiles and one of 112, 1 and 17, 1."""
    assert widths(70_000) == {(0, 256): 273, (0, 112): 1, (1, 256): 1, (1, 17): 1, (2, 1): 1}
    assert Counter(tile.width for tile in touched_bundles(0, 70_000)) == {256: 273, 112: 1}


def test_layout_of_256_leaves() -> None:
    """A full tile puts its root into a partial one above it."""
    assert widths(256) == {(0, 256): 1, (1, 1): 1}
    assert list(touched(7, 7)) == []


@pytest.mark.parametrize(("old", "new"), pairwise(SIZES))
def test_growth_writes_what_it_touches(old: int, new: int) -> None:
    """The files of a growth are exactly the tiles and bundles it makes or widens."""
    before = Edge().grow(leaves_of(0, old)).edge
    edge, files = before.grow(leaves_of(old, new))

    assert set(files) == {*touched(old, new), *touched_bundles(old, new)}
    assert edge.size == new
    assert edge.root() == tlog.root(leaves_of(0, new))


@settings(deadline=None)
@given(st.lists(st.integers(0, 700), max_size=6))
def test_tiles_do_not_depend_on_the_steps(steps: list[int]) -> None:
    """Grown at once or step by step, the last version of every tile is the same."""
    edge, files = Edge(), dict[Tile, bytes]()
    for step in steps:
        edge, more = edge.grow(leaves_of(edge.size, edge.size + step))
        files |= more
    whole = Edge().grow(leaves_of(0, sum(steps)))

    assert edge == whole.edge
    assert {tile: files[tile] for tile in whole.files} == whole.files
    assert Edge.read(files.__getitem__, sum(steps)) == edge


def test_no_leaves_change_nothing() -> None:
    """Appending nothing writes nothing, whatever the edge holds."""
    for size in (0, 3, 256, 300):
        edge = Edge().grow(leaves_of(0, size)).edge

        assert edge.grow([]) == Growth(edge, {})


def test_hashes_above_are_roots_of_the_full_tiles_below() -> None:
    """As the specification defines them: MTH(D[(n·256 + i)·256^l : (n·256 + i + 1)·256^l])."""
    leaves = leaves_of(0, 1000)
    files = Edge().grow(leaves).files

    assert files[Tile(0, 3, 232)] == b"".join(map(tlog.leaf_hash, leaves[768:]))
    assert files[Tile(1, 0, 3)] == b"".join(
        tlog.root(leaves[at : at + 256]) for at in (0, 256, 512)
    )


@settings(deadline=None)
@given(st.lists(st.binary(max_size=300), max_size=300))
def test_entries_are_read_as_they_are_written(entries: list[bytes]) -> None:
    """A bundle gives back its entries, empty ones too."""
    assert decode_entries(encode_entries(entries)) == entries


def test_entries_stand_behind_their_length() -> None:
    """Two bytes, the high one first; the longest entry has 65,535 bytes."""
    longest = bytes(65_535)

    assert encode_entries([b"abc", b"", b"d" * 258]) == b"\0\3abc\0\0\1\2" + b"d" * 258
    assert decode_entries(encode_entries([longest])) == [longest]
    with pytest.raises(Malformed, match="65536"):
        encode_entries([longest + b"\0"])
    with pytest.raises(Malformed, match="65536"):
        Edge().grow([longest + b"\0"])


@pytest.mark.parametrize("content", [b"\0", b"\0\1", b"\0\3ab", b"\0\1ab", b"\0\1a\0"])
def test_cut_bundles_are_refused(content: bytes) -> None:
    """A bundle that ends inside an entry or a length is no bundle."""
    with pytest.raises(Malformed):
        decode_entries(content)


def test_edges_are_read_from_whole_tiles_only() -> None:
    """An edge is refused whose tiles or entries are fewer or more than its size asks for."""
    files = Edge().grow(leaves_of(0, 300)).files
    bundle, tile = Tile(ENTRIES, 1, 44), Tile(0, 1, 44)
    for broken, content in (
        (tile, files[tile][:-1]),
        (tile, files[tile] + bytes(32)),
        (bundle, files[bundle][:-1]),
        (bundle, files[bundle] + b"\0\1a"),
    ):
        with pytest.raises(BrokenTile, match=broken.path):
            Edge.read((files | {broken: content}).__getitem__, 300)
