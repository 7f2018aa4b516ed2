"""The page about the log shows true numbers, and its example runs."""

import re
from pathlib import Path
from textwrap import dedent

from nucuoi import tlog
from nucuoi.tlog import checkpoint, cosignature
from nucuoi.tlog.checkpoint import Checkpoint
from nucuoi.tlog.edge import Edge
from nucuoi.tlog.hashing import EMPTY_ROOT
from nucuoi.tlog.keys import COSIGNATURE_V1, ED25519, SigningKey
from nucuoi.tlog.proofs import consistency_subtrees, inclusion_subtrees
from nucuoi.tlog.subtrees import LeafNodes, subtree_root
from nucuoi.tlog.tile_folder import CHECKPOINT, TileFolder

PAGE = (Path(__file__).parents[2] / "docs" / "explanation" / "tlog.md").read_text()
LEAVES = [b"L%d" % index for index in range(7)]
LOG = SigningKey("example.com/log", ED25519, bytes(range(32)))
WITNESS = SigningKey("witness.example/w1", COSIGNATURE_V1, bytes(range(1, 33)))


def blocks(language: str) -> list[str]:
    """The fenced blocks of the page in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def test_every_hash_of_the_table_is_true() -> None:
    """Each row's hash is that of its node, and its parts are the node's children."""
    rows = re.findall(r"^\| `(\d):(\d)` \|.*\| `([0-9a-f]{8})` \|$", PAGE, re.MULTILINE)
    nodes = LeafNodes(LEAVES)

    assert len(rows) == 8
    for start, end, shown in rows:
        assert subtree_root(nodes, int(start), int(end)).hex()[:8] == shown


def test_the_proofs_are_those_nodes() -> None:
    """The subtrees named in the text are those of the two proofs."""

    def named(subtrees: list[tuple[int, int]]) -> str:
        return " ".join(f"`{start}:{end}`" for start, end in subtrees)

    assert f"leaf 5 of 7 is {named([*inclusion_subtrees(5, 7)])}:" in PAGE
    assert f"the tree of 5 is {named([*consistency_subtrees(5, 7)])}:" in PAGE


def test_the_tiles_are_those_of_the_text() -> None:
    """Paths and lengths of the only tile and the only bundle."""
    for tile, content in Edge().grow(LEAVES).files.items():
        assert f"`{tile.path}`, of {len(content)} bytes" in PAGE


def test_the_checkpoint_and_the_cosignature_are_true() -> None:
    """Byte for byte what the keys of the text sign."""
    signed = checkpoint.sign(Checkpoint("example.com/log", 7, tlog.root(LEAVES)), LOG)

    assert blocks("") == [signed.decode(), str(cosignature.sign(signed, WITNESS, 1_700_000_000))]


def test_the_example_runs(tmp_path: Path) -> None:
    """The code shown writes a log whose checkpoint verifies."""
    names = {
        "path": tmp_path,
        "last": Checkpoint(LOG.name, 0, EMPTY_ROOT),
        "leaves": LEAVES,
        "key": LOG,
        "Edge": Edge,
        "TileFolder": TileFolder,
        "Checkpoint": Checkpoint,
        "checkpoint": checkpoint,
    }
    exec(compile(dedent(blocks("python")[0]), "tlog.md", "exec"), names)  # noqa: S102 - our page
    published = checkpoint.verify((tmp_path / CHECKPOINT).read_bytes(), LOG.verifier)

    assert published == Checkpoint(LOG.name, 7, tlog.root(LEAVES))
