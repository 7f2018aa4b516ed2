"""A tree read from its tiles: a proof among 10 million leaves takes about five of them."""

from collections.abc import Callable

from nucuoi.tlog.errors import BrokenTile, Malformed, OutsideTree
from nucuoi.tlog.hashing import HASH_BYTES, perfect_root
from nucuoi.tlog.tiles import ENTRIES, HEIGHT, WIDTH, Tile, decode_entries

ReadTile = Callable[[Tile], bytes]
"""Gives a tile's content, from a folder, an address or memory; raises `MissingTile`."""


class TileNodes:
    """Nodes of the tree of `size` leaves, from tiles.

    The hashes are taken as they stand: only a proof that verifies against a signed root shows
    that the tiles are right. Every tile is read once and kept; make a new object for each request.
    """

    def __init__(self, read: ReadTile, size: int) -> None:
        self._read = read
        self._size = size
        self._rows: dict[Tile, list[bytes]] = {}

    def node(self, level: int, index: int) -> bytes:
        if (index + 1) << level > self._size:
            raise OutsideTree((index + 1) << level, self._size)
        tile_level, height = divmod(level, HEIGHT)
        tile_index, start = divmod(index << height, WIDTH)
        row = self._row(tile_level, tile_index)
        return perfect_root(row[start : start + (1 << height)])

    def _row(self, level: int, index: int) -> list[bytes]:
        tile = Tile(level, index, min(WIDTH, (self._size >> HEIGHT * level) - index * WIDTH))
        if tile not in self._rows:
            self._rows[tile] = read_hashes(self._read, tile)
        return self._rows[tile]


def read_hashes(read: ReadTile, tile: Tile) -> list[bytes]:
    """The hashes of a tile.

    Raises:
        BrokenTile: If it does not hold exactly as many hashes as its width says.
    """
    content = read(tile)
    if len(content) != tile.width * HASH_BYTES:
        raise BrokenTile(tile.path)
    return [content[at : at + HASH_BYTES] for at in range(0, len(content), HASH_BYTES)]


def read_entries(read: ReadTile, bundle: Tile) -> list[bytes]:
    """The leaf data of an entry bundle.

    Raises:
        BrokenTile: If it does not hold exactly as many entries as its width says.
    """
    try:
        entries = decode_entries(read(bundle))
    except Malformed:
        raise BrokenTile(bundle.path) from None
    if len(entries) != bundle.width:
        raise BrokenTile(bundle.path)
    return entries


def cut(content: bytes, tile: Tile) -> bytes:
    """The content of a partial tile or bundle, from that of the full one."""
    if tile.level != ENTRIES:
        return content[: tile.width * HASH_BYTES]
    at = 0
    for _ in range(tile.width):
        at += 2 + int.from_bytes(content[at : at + 2], "big")
    return content[:at]
