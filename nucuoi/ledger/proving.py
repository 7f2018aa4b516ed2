"""Proof files: what a person keeps to show, without us, that her rating, or a table, stands in the log."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from nucuoi.ledger import publishing, queries
from nucuoi.ledger.queries import Signed
from nucuoi.ledger.rules.entry import Entry
from nucuoi.ledger.rules.parts import Kind, canonical_json, salt
from nucuoi.tlog.proof_file import ProofFile
from nucuoi.tlog.proofs import prove_inclusion
from nucuoi.tlog.tile_nodes import TileNodes

OPENING = "nucuoi/receipt/v1"
OPENING_OF_TABLE = "nucuoi/table/v1"
_LEAF = """
    SELECT seed, core, duty, text_digest, receipt_digest FROM ledger_leaf WHERE "index" = %s
"""
_OF_RATING = 'SELECT "index" FROM ledger_leaf WHERE kind = 1 AND subject = %s'


@dataclass(frozen=True, slots=True)
class Proven:
    """A leaf in a signed tree.

    Attributes:
        signed: The checkpoint that holds it: witnessed if one is.
        file: The proof file, which opens the `receipt` part only.
    """

    index: int
    signed: Signed
    file: bytes


def index_of(rating: int) -> int | None:
    """Index of a rating's leaf; None while it waits."""
    with connection.cursor() as rows:
        rows.execute(_OF_RATING, (rating,))
        found = rows.fetchone()
    return found[0] if found else None


def prove(index: int, receipt_salt: bytes) -> Proven | None:
    """Proves the entry at `index`; None while no checkpoint holds it, or when its row is gone.

    Args:
        index: Of an entry.
        receipt_salt: Of its `receipt` part: with the person's code it opens that part.
    """
    leaf = _leaf(index)
    return _proven(index, _opening(leaf, OPENING, receipt_salt)) if leaf else None


def prove_table(index: int) -> Proven | None:
    """Proves the released table at `index` likewise; its file opens the `core` part, the table itself."""
    leaf = _leaf(index)
    return _proven(index, _opening(leaf, OPENING_OF_TABLE)) if leaf else None


def _leaf(index: int) -> Sequence[bytes | None] | None:
    with connection.cursor() as rows:
        rows.execute(_LEAF, (index,))
        found: Sequence[bytes | None] | None = rows.fetchone()
    return found


def _proven(index: int, opening: bytes) -> Proven | None:
    signed, log = queries.covering(index), queries.log()
    if signed is None or log is None:
        return None
    nodes = TileNodes(publishing.folder_of(log.name).read, signed.size)
    proof = prove_inclusion(nodes, index, signed.size)
    return Proven(index, signed, bytes(ProofFile(index, tuple(proof), signed.note, opening)))


def _opening(leaf: Sequence[bytes | None], opens: str, salted: bytes | None = None) -> bytes:
    """The four digests of a leaf and the salt of one part (`core` unless given): the rest stays closed."""
    seed, *held = (None if value is None else bytes(value) for value in leaf)
    core, duty, text, receipt = held
    assert seed is not None, "every leaf has a seed"
    assert core is not None, "every leaf has a core"
    digests = Entry(Kind.ENTRY, None, core, duty, text, receipt).digests(seed)._asdict()
    encoded = {name: b64encode(value).decode() for name, value in digests.items()}
    opened = b64encode(salt(seed, "core") if salted is None else salted).decode()
    return canonical_json({"opens": opens, "salt": opened, **encoded})
