"""C2SP tlog-proof: a file that shows, without a network, that a leaf is in a witnessed log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from nucuoi.tlog import checkpoint, cosignature
from nucuoi.tlog.errors import Malformed, NotIncluded, TooFewCosignatures
from nucuoi.tlog.hashing import MAX_SIZE
from nucuoi.tlog.keys import VerifierKey
from nucuoi.tlog.lines import (
    decode_base64,
    decode_decimal,
    decode_field,
    decode_proof,
    encode_base64,
    encode_proof,
    join_checkpoint,
    split_checkpoint,
)
from nucuoi.tlog.proofs import root_of_inclusion

HEADER: Final = "c2sp.org/tlog-proof@v1"
SUFFIX: Final = ".tlog-proof"


class Shown(NamedTuple):
    """What a verified proof file shows.

    Attributes:
        checkpoint: The tree the leaf is in, as signed by the log.
        cosignatures: Of the known witnesses, at least as many as the quorum.
    """

    checkpoint: checkpoint.Checkpoint
    cosignatures: tuple[cosignature.Cosignature, ...]


@dataclass(frozen=True, slots=True)
class ProofFile:
    """A proof file.

    Args:
        index: Of the leaf, from 0.
        proof: Inclusion proof in the tree of the checkpoint, at most 63 hashes.
        signed: The signed checkpoint, verbatim, with its cosignatures.
        extra: What the application adds; not authenticated. None leaves the line out.
    """

    index: int
    proof: tuple[bytes, ...]
    signed: bytes
    extra: bytes | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.index <= MAX_SIZE:
            raise Malformed("an index from 0 to 2^63 - 1", self.index)
        decode_proof(encode_proof(self.proof))
        if self.extra == b"":
            raise Malformed("extra data that is not empty", self.extra)
        checkpoint.parse(self.signed)

    @classmethod
    def parse(cls, content: bytes) -> ProofFile:
        """The proof file with exactly these bytes. Nothing is shown by that: see `verify`.

        Raises:
            Malformed: If they are none.
        """
        (header, *lines), signed = split_checkpoint(content)
        if header != HEADER:
            raise Malformed(HEADER, header)
        extra = None
        if lines and lines[0].startswith("extra"):
            extra = decode_base64(decode_field("extra", lines.pop(0)))
        if not lines:
            raise Malformed("an index line", header)
        index = decode_decimal(decode_field("index", lines.pop(0)))
        return cls(index, decode_proof(lines), signed, extra)

    def __bytes__(self) -> bytes:
        extra = [] if self.extra is None else [f"extra {encode_base64(self.extra)}"]
        lines = [HEADER, *extra, f"index {self.index}", *encode_proof(self.proof)]
        return join_checkpoint(lines, self.signed)

    def verify(
        self,
        leaf_hash: bytes,
        logs: Iterable[VerifierKey],
        witnesses: Iterable[VerifierKey] = (),
        quorum: int = 0,
    ) -> Shown:
        """Check the log's signature, the witnesses' cosignatures and the inclusion of a leaf.

        Args:
            quorum: How many of `witnesses`, counted by public key, must have cosigned.

        Raises:
            WrongOrigin, NoKnownSignature, BadSignature: If the checkpoint is not the log's.
            TooFewCosignatures: If the quorum is not reached: not yet, or never.
            NotIncluded: If the proof does not lead from the leaf to the root.
        """
        tree = checkpoint.verify(self.signed, *logs)
        found = cosignature.verify(self.signed, *witnesses)
        cosigners = len({cosigned.key.public for cosigned in found})
        if cosigners < quorum:
            raise TooFewCosignatures(cosigners, quorum)
        root = root_of_inclusion(leaf_hash, self.index, tree.size, self.proof)
        if root != tree.root:
            raise NotIncluded(self.index, tree.size, tree.root, root)
        return Shown(tree, found)
