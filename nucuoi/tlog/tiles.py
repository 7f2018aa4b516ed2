"""C2SP tlog-tiles: which tiles a tree has, their paths, and entry bundles.

A tile of level L holds up to 256 neighbouring hashes of height 8·L of the tree; an entry bundle
holds the data of the leaves below a tile of level 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from nucuoi.tlog.errors import Malformed
from nucuoi.tlog.hashing import MAX_SIZE

HEIGHT: Final = 8
"""Levels of the tree that one tile spans."""
WIDTH: Final = 1 << HEIGHT
"""Hashes in a full tile, entries in a full bundle."""
MAX_LEVEL: Final = 63
MAX_ENTRY_BYTES: Final = 2**16 - 1
ENTRIES: Final = "entries"
"""Stands for the level in an entry bundle's path."""

_PATH = re.compile(
    r"tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?"
)


@dataclass(frozen=True, slots=True)
class Tile:
    """The name of a tile or an entry bundle.

    Args:
        level: 0 to 63, or `ENTRIES`.
        index: Place within the level, from 0.
        width: 256 for a full one, 1 to 255 for a partial one.

    Raises:
        Malformed: If one of them is outside its range.
    """

    level: int | Literal["entries"]
    index: int
    width: int = WIDTH

    def __post_init__(self) -> None:
        if self.level != ENTRIES and not 0 <= self.level <= MAX_LEVEL:
            raise Malformed("a tile level from 0 to 63", self.level)
        if not 0 <= self.index <= MAX_SIZE:
            raise Malformed("a tile index", self.index)
        if not 1 <= self.width <= WIDTH:
            raise Malformed("a tile width from 1 to 256", self.width)

    @classmethod
    def parse(cls, path: str) -> Tile:
        """The tile with exactly this path.

        Raises:
            Malformed: If no tile has it.
        """
        found = _PATH.fullmatch(path)
        if not found:
            raise Malformed("the path of a tile", path)
        level, index, width = found.groups()
        tile = cls(
            ENTRIES if level == ENTRIES else int(level),
            int(re.sub("[x/]", "", index)),
            int(width or WIDTH),
        )
        if tile.path != path:
            raise Malformed("the path of a tile", path)
        return tile

    @property
    def path(self) -> str:
        """Path below the log's prefix: `tile/0/x001/x234/067`, `tile/entries/000.p/7`."""
        digits = str(self.index)
        digits = digits.zfill(-(-len(digits) // 3) * 3)
        *upper, last = (digits[at : at + 3] for at in range(0, len(digits), 3))
        folders = "".join(f"x{group}/" for group in upper)
        suffix = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{self.level}/{folders}{last}{suffix}"

    @property
    def full(self) -> Tile:
        """The full tile that this one becomes, or is."""
        return replace(self, width=WIDTH)

    @property
    def bundle(self) -> Tile:
        """The entries below this tile of level 0."""
        return replace(self, level=ENTRIES)


def touched(old: int, new: int) -> Iterator[Tile]:
    """The hash tiles that a tree makes or widens when it grows from `old` to `new` leaves.

    Lowest level first, then from left to right, each at its width in the tree of `new` leaves.
    From 0 these are all tiles of a tree.
    """
    level = 0
    while old < new:
        for index in range(old // WIDTH, -(-new // WIDTH)):
            yield Tile(level, index, min(WIDTH, new - index * WIDTH))
        old, new, level = old >> HEIGHT, new >> HEIGHT, level + 1


def touched_bundles(old: int, new: int) -> Iterator[Tile]:
    """The entry bundles that a growth makes or widens."""
    for tile in touched(old, new):
        if tile.level:
            return
        yield tile.bundle


def encode_entries(entries: Sequence[bytes]) -> bytes:
    """An entry bundle's content: every entry behind its length in two bytes.

    Raises:
        Malformed: If an entry is longer than 65,535 bytes.
    """
    for entry in entries:
        if len(entry) > MAX_ENTRY_BYTES:
            raise Malformed("an entry of at most 65535 bytes", len(entry))
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def decode_entries(content: bytes) -> list[bytes]:
    """The entries of a bundle.

    Raises:
        Malformed: If the last one is cut off.
    """
    entries, at = [], 0
    while at < len(content):
        start = at + 2
        at = start + int.from_bytes(content[at:start], "big")
        entries.append(content[start:at])
    if at != len(content):
        raise Malformed("an entry bundle", content[-40:])
    return entries
