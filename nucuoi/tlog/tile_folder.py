"""A log's public files in a folder, ready to be served as they lie there."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from typing import Final

from nucuoi.tlog import durable
from nucuoi.tlog.errors import MissingTile
from nucuoi.tlog.tile_nodes import cut
from nucuoi.tlog.tiles import WIDTH, Tile, touched, touched_bundles

CHECKPOINT: Final = "checkpoint"


class TileFolder:
    """Tiles, entry bundles and the checkpoint of one log. One writer at a time; many readers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, tile: Tile) -> bytes:
        """A tile's content; a partial one that is gone is cut from the full one.

        Raises:
            MissingTile: If neither is there.
        """
        with suppress(FileNotFoundError):
            return (self.folder / tile.path).read_bytes()
        if tile.width == WIDTH:
            raise MissingTile(tile.path)
        return cut(self.read(tile.full), tile)

    def write(self, files: Mapping[Tile, bytes]) -> None:
        """Put tiles and bundles, durably; only then may a checkpoint that needs them be signed.

        Raises:
            AlteredFile: If another content was published under one of the names: the leaves are
                not those of before, as after a restored backup. Sign nothing.
        """
        durable.write_once(self.folder, {tile.path: content for tile, content in files.items()})

    def publish(self, checkpoint: bytes) -> None:
        """Put a signed checkpoint in the place of the last one, durably."""
        durable.replace(self.folder, CHECKPOINT, checkpoint)

    def drop_outgrown(self, old: int, new: int) -> None:
        """Remove the partial versions of tiles that became full between two sizes.

        Only when the tree of `new` leaves is published: until then older checkpoints need them.
        """
        for tile in (*touched(old, new), *touched_bundles(old, new)):
            if tile.width == WIDTH:
                rmtree(self.folder / f"{tile.path}.p", ignore_errors=True)
