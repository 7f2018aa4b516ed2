"""A log's files are put durably, never change, and are found again."""

from pathlib import Path

import pytest

from nucuoi.tlog.edge import Edge
from nucuoi.tlog.errors import AlteredFile, MissingTile
from nucuoi.tlog.tile_folder import TileFolder
from nucuoi.tlog.tiles import Tile, touched, touched_bundles


def leaves_of(start: int, end: int) -> list[bytes]:
    """Leaf data that differs from leaf to leaf in content and length."""
    return [b"leaf %d" % index for index in range(start, end)]


def grown(folder: TileFolder, *sizes: int) -> Edge:
    """A log in a folder that grew to each of the sizes, read anew before every step."""
    edge = Edge()
    for size in sizes:
        edge = Edge.read(folder.read, edge.size)
        edge, files = edge.grow(leaves_of(edge.size, size))
        folder.write(files)
    return edge


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_70000_leaves_lie_in_the_published_places(tmp_path: Path) -> None:
    """Full and partial tiles and bundles are files under the paths of their addresses."""
    grown(TileFolder(tmp_path), 70_000)
    files = contents(tmp_path)

    assert set(files) == {tile.path for tile in (*touched(0, 70_000), *touched_bundles(0, 70_000))}
    assert len(files["tile/0/272"]) == len(files["tile/1/000"]) == 8_192
    assert len(files["tile/0/273.p/112"]) == 112 * 32
    assert len(files["tile/1/001.p/17"]) == 17 * 32
    assert len(files["tile/2/000.p/1"]) == 32
    assert "tile/entries/273.p/112" in files


def test_a_log_goes_on_from_its_files(tmp_path: Path) -> None:
    """Grown in steps from what lies in the folder, the tree is that of all leaves."""
    folder = TileFolder(tmp_path)
    edge = grown(folder, 5, 255, 256, 300, 1_000)

    assert edge == Edge().grow(leaves_of(0, 1_000)).edge
    assert Edge.read(folder.read, 300) == Edge().grow(leaves_of(0, 300)).edge


def test_partial_tiles_are_cut_from_full_ones(tmp_path: Path) -> None:
    """Once outgrown partial tiles and bundles are dropped, reading them gives what they held."""
    folder = TileFolder(tmp_path)
    grown(folder, 5, 300)
    before = {tile: folder.read(tile) for tile in (Tile(0, 0, 5), Tile(0, 0, 5).bundle)}
    folder.drop_outgrown(5, 300)

    assert {path for path in contents(tmp_path) if ".p/" in path} == {
        "tile/0/001.p/44",
        "tile/1/000.p/1",
        "tile/entries/001.p/44",
    }
    assert {tile: folder.read(tile) for tile in before} == before


def test_dropping_leaves_partial_tiles_that_did_not_become_full(tmp_path: Path) -> None:
    """What has no full tile yet stays, also in earlier widths."""
    folder = TileFolder(tmp_path)
    grown(folder, 5, 7)
    before = contents(tmp_path)
    folder.drop_outgrown(5, 7)

    assert contents(tmp_path) == before


def test_dropping_again_is_harmless(tmp_path: Path) -> None:
    """Who was killed while dropping does it again; a tile that was never partial needs none."""
    folder = TileFolder(tmp_path)
    grown(folder, 5, 300, 512)
    folder.drop_outgrown(5, 512)
    before = contents(tmp_path)
    folder.drop_outgrown(5, 512)

    assert contents(tmp_path) == before


def test_missing_tiles_are_named(tmp_path: Path) -> None:
    """A tile that is not there, nor its full version, is an error with its path."""
    for tile in (Tile(1, 1_000), Tile(0, 3, 7)):
        with pytest.raises(MissingTile) as refused:
            TileFolder(tmp_path).read(tile)

        assert refused.value.path == tile.full.path


def test_writing_again_changes_nothing(tmp_path: Path) -> None:
    """The same leaves may be written as often as one likes."""
    grown(TileFolder(tmp_path), 300)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    grown(TileFolder(tmp_path), 300)

    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_other_leaves_under_an_old_name_are_refused(tmp_path: Path) -> None:
    """A log that would contradict a published tile writes nothing at all."""
    folder = TileFolder(tmp_path)
    grown(folder, 300)
    before = contents(tmp_path)
    other = Edge().grow([*leaves_of(0, 299), b"another", *leaves_of(300, 600)])

    with pytest.raises(AlteredFile, match="with another content") as refused:
        folder.write(Edge().grow([*leaves_of(0, 299), b"another"]).files | other.files)
    assert refused.value.path in before
    assert contents(tmp_path) == before


def test_a_checkpoint_takes_the_place_of_the_last(tmp_path: Path) -> None:
    """Only the checkpoint is ever replaced, and no draft of it stays."""
    folder = TileFolder(tmp_path)
    folder.publish(b"first")
    folder.publish(b"second")

    assert contents(tmp_path) == {"checkpoint": b"second"}
