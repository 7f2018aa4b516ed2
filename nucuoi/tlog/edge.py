"""The right edge of a tiled tree: all it takes to append leaves and to know which tiles change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from nucuoi.tlog.compact_range import CompactRange
from nucuoi.tlog.hashing import leaf_hash, perfect_root
from nucuoi.tlog.tile_nodes import ReadTile, read_entries, read_hashes
from nucuoi.tlog.tiles import ENTRIES, HEIGHT, WIDTH, Tile, encode_entries

Row = tuple[bytes, ...]


class Growth(NamedTuple):
    """What appending leaves brings.

    Attributes:
        edge: The edge of the grown tree.
        files: Content of every tile and entry bundle that is new or wider than before.
    """

    edge: Edge
    files: dict[Tile, bytes]


@dataclass(frozen=True, slots=True)
class Edge:
    """The partial tiles of a tree, in memory.

    Attributes:
        size: Leaves in the tree.
        entries: Leaf data of the partial entry bundle, fewer than 256.
        rows: Hashes of the partial tile of each level, lowest first; fewer than 256 each.
    """

    size: int = 0
    entries: Row = ()
    rows: tuple[Row, ...] = ()

    @classmethod
    def read(cls, read: ReadTile, size: int) -> Edge:
        """The edge of a stored tree; compare its `root()` with the one last signed.

        Raises:
            MissingTile, BrokenTile: If the tiles for this size are not there whole.
        """
        rows = [_row(read, size >> HEIGHT * level, level) for level in range(_levels(size))]
        width = size % WIDTH
        bundle = read_entries(read, Tile(ENTRIES, size // WIDTH, width)) if width else ()
        return cls(size, tuple(bundle), tuple(rows))

    def grow(self, leaves: Sequence[bytes]) -> Growth:
        """Append leaf data. Hands back in memory all it changes: give it some thousands a time.

        Raises:
            Malformed: If a leaf is longer than 65,535 bytes.
        """
        size = self.size + len(leaves)
        bundles = _widened(self.size, self.entries, leaves)
        files = {
            Tile(ENTRIES, index, len(entries)): encode_entries(entries)
            for index, entries in bundles
        }
        fresh, rows = [leaf_hash(data) for data in leaves], []
        for level in range(_levels(size)):
            row = self.rows[level] if level < len(self.rows) else ()
            tiles = _widened(self.size >> HEIGHT * level, row, fresh)
            files |= {Tile(level, index, len(hashes)): b"".join(hashes) for index, hashes in tiles}
            fresh = [perfect_root(hashes) for _, hashes in tiles if len(hashes) == WIDTH]
            rows.append(_partial(row, tiles))
        return Growth(Edge(size, _partial(self.entries, bundles), tuple(rows)), files)

    def compact_range(self) -> CompactRange:
        """The same tree as a compact range."""
        peaks = [peak for row in reversed(self.rows) for peak in _peaks(row)]
        return CompactRange(self.size, peaks)

    def root(self) -> bytes:
        """The root of the tree."""
        return self.compact_range().root()


def _row(read: ReadTile, hashes: int, level: int) -> Row:
    """The partial tile at the end of a level that has so many hashes."""
    width = hashes % WIDTH
    return tuple(read_hashes(read, Tile(level, hashes // WIDTH, width))) if width else ()


def _levels(size: int) -> int:
    """Levels of tiles that a tree has."""
    return -(-size.bit_length() // HEIGHT)


def _widened(before: int, row: Row, fresh: Sequence[bytes]) -> list[tuple[int, Row]]:
    """Index and content of the tiles that change when a level of `before` items gets more.

    Args:
        row: What the level's partial tile holds so far.
    """
    if not fresh:
        return []
    row, first = (*row, *fresh), before // WIDTH
    return [(first + at // WIDTH, row[at : at + WIDTH]) for at in range(0, len(row), WIDTH)]


def _partial(row: Row, tiles: Sequence[tuple[int, Row]]) -> Row:
    """What the level's partial tile holds now."""
    last = tiles[-1][1] if tiles else row
    return last if len(last) < WIDTH else ()


def _peaks(row: Row) -> list[bytes]:
    """Roots of the complete subtrees over a partial tile, from left to right."""
    peaks, start = [], 0
    for height in reversed(range(HEIGHT)):
        if len(row) >> height & 1:
            peaks.append(perfect_root(row[start : start + (1 << height)]))
            start += 1 << height
    return peaks
