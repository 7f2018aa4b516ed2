"""C2SP tlog-cosignature, type `cosignature/v1`: a witness's word that a checkpoint extends all before."""

from dataclasses import dataclass

from nucuoi.tlog import checkpoint, note
from nucuoi.tlog.errors import Malformed
from nucuoi.tlog.keys import COSIGNATURE_V1, TIME_BYTES, SigningKey, VerifierKey


@dataclass(frozen=True, slots=True)
class Cosignature:
    """A cosignature that holds.

    Attributes:
        timestamp: When the witness signed, seconds since the Epoch, by its own clock. It may lie
            in the future: whether to believe it is the caller's decision.
    """

    key: VerifierKey
    timestamp: int


def sign(signed: bytes | str, key: SigningKey, timestamp: int) -> note.Signature:
    """A witness's signature line for a checkpoint.

    Sign only what extends, proven and stored durably, every checkpoint of the origin signed before.

    Args:
        timestamp: Now, seconds since the Epoch, 1 to 2^63 - 1.

    Raises:
        Malformed: If `signed` is not a checkpoint, or the key or time not a cosigner's.
    """
    return note.signature(checkpoint.parse(signed).text, key, timestamp)


def verify(signed: bytes | str, *witnesses: VerifierKey) -> tuple[Cosignature, ...]:
    """The cosignatures of known witnesses, in the order of the note; there may be none.

    How many of them, and whose, are enough is for the caller to say.

    Raises:
        Malformed: If it is not a checkpoint, or a key is not a cosigner's.
        BadSignature: If the line of a known witness does not hold.
    """
    for key in witnesses:
        if key.kind != COSIGNATURE_V1:
            raise Malformed("a witness's key", str(key))
    checkpoint.parse(signed)
    found = note.known_signatures(note.Note.parse(signed), witnesses)
    return tuple(
        Cosignature(key, int.from_bytes(line.value[:TIME_BYTES], "big")) for key, line in found
    )
