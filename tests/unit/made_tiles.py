"""A published log in a folder, with proof files of its first line at several sizes."""

import base64
from hashlib import sha256
from pathlib import Path

from nucuoi.ledger.rules import parts
from nucuoi.tlog import checkpoint, inclusion_proof, root
from nucuoi.tlog.checkpoint import Checkpoint
from nucuoi.tlog.edge import Edge
from nucuoi.tlog.proof_file import ProofFile
from nucuoi.tlog.tile_folder import TileFolder
from tests.unit.proof_cases import LOG, PARTS

STEP = 50


class MadeTiles:
    """A log of `size` lines that grew by fifty at a time.

    Args:
        rewritten: Index of a line that is another one than in a log made without it.
    """

    def __init__(self, folder: Path, size: int, rewritten: int | None = None) -> None:
        folder.mkdir()
        self.folder = folder
        self._opened = {name: sha256(name.encode()).digest() for name in (*PARTS, "salt")}
        entry = parts.entry_digest(*(self._opened[name] for name in PARTS))
        self.leaves = [parts.leaf_data(parts.Kind.ENTRY, entry)]
        self.leaves += [f"line {index}, {index == rewritten}".encode() for index in range(1, size)]
        edge = Edge()
        while edge.size < size:
            edge, files = edge.grow(self.leaves[edge.size : edge.size + STEP])
            TileFolder(folder).write(files)

    def proof(self, size: int) -> bytes:
        """The proof file of line 0 as it was when the log had so many lines."""
        leaves = self.leaves[:size]
        signed = checkpoint.sign(Checkpoint(LOG.name, size, root(leaves)), LOG)
        opening = {name: base64.b64encode(value).decode() for name, value in self._opened.items()}
        extra = parts.canonical_json(opening | {"opens": "nucuoi/receipt/v1"})
        return bytes(ProofFile(0, tuple(inclusion_proof(leaves, 0, size)), signed, extra))
