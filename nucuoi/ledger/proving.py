"""Proof files: what a person keeps to show, without us, that her rating stands in the public log."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from nucuoi.ledger import publishing, queries
from nucuoi.ledger.queries import Signed
from nucuoi.ledger.rules.entry import Entry
from nucuoi.ledger.rules.parts import Kind, canonical_json
from nucuoi.tlog.proof_file import ProofFile
from nucuoi.tlog.proofs import prove_inclusion
from nucuoi.tlog.tile_nodes import TileNodes

OPENING = "nucuoi/receipt/v1"
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


def prove(index: int, salt: bytes) -> Proven | None:
    """Proves the entry at `index`; None while no checkpoint holds it, or when its row is gone.

    Args:
        index: Of an entry.
        salt: Of its `receipt` part: with the person's code it opens that part.
    """
    signed = queries.covering(index)
    log = queries.log()
    if signed is None or log is None:
        return None
    with connection.cursor() as rows:
        rows.execute(_LEAF, (index,))
        leaf = rows.fetchone()
    if leaf is None:
        return None
    nodes = TileNodes(publishing.folder_of(log.name).read, signed.size)
    proof = prove_inclusion(nodes, index, signed.size)
    return Proven(
        index, signed, bytes(ProofFile(index, tuple(proof), signed.note, _opening(leaf, salt)))
    )


def _opening(leaf: Sequence[bytes | None], salt: bytes) -> bytes:
    """The four digests of the entry and the salt of one: with the code, the rest stays closed."""
    seed, *held = (None if value is None else bytes(value) for value in leaf)
    core, duty, text, receipt = held
    assert seed is not None, "every leaf has a seed"
    assert core is not None, "every leaf has a core"
    digests = Entry(Kind.ENTRY, None, core, duty, text, receipt).digests(seed)._asdict()
    encoded = {name: b64encode(value).decode() for name, value in digests.items()}
    return canonical_json({"opens": OPENING, "salt": b64encode(salt).decode(), **encoded})
