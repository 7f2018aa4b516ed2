"""C2SP tlog-witness: the body of `POST …/add-checkpoint`."""

from __future__ import annotations

from dataclasses import dataclass

from nucuoi.tlog import checkpoint
from nucuoi.tlog.lines import (
    decode_decimal,
    decode_field,
    decode_proof,
    encode_proof,
    join_checkpoint,
    split_checkpoint,
)


@dataclass(frozen=True, slots=True)
class AddCheckpoint:
    """A log's request to cosign.

    Attributes:
        old: Size of the checkpoint the witness is thought to have cosigned last; 0 for none.
        proof: Consistency proof from there, at most 63 hashes.
        signed: The signed checkpoint, verbatim.
    """

    old: int
    proof: tuple[bytes, ...]
    signed: bytes

    @classmethod
    def parse(cls, body: bytes) -> AddCheckpoint:
        """The request with exactly this body; what it says is not checked yet.

        Raises:
            Malformed: If it is none. The answer is 400.
        """
        (old, *hashes), signed = split_checkpoint(body)
        checkpoint.parse(signed)
        return cls(decode_decimal(decode_field("old", old)), decode_proof(hashes), signed)

    def __bytes__(self) -> bytes:
        lines = [f"old {self.old}", *encode_proof(self.proof)]
        return join_checkpoint(lines, self.signed)
