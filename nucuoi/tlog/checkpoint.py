"""C2SP tlog-checkpoint: a log's signed word about how many leaves it has and their root."""

from __future__ import annotations

from dataclasses import dataclass

from nucuoi.tlog import note
from nucuoi.tlog.errors import Malformed, WrongOrigin
from nucuoi.tlog.hashing import HASH_BYTES, MAX_SIZE
from nucuoi.tlog.keys import SigningKey, VerifierKey
from nucuoi.tlog.lines import decode_decimal, decode_hash, encode_base64

LINES = 3
"""Origin, size and root; what follows are extension lines."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a checkpoint says.

    Args:
        origin: The log's name, a line of its own.
        size: Leaves, 0 to 2^63 - 1.
        root: 32 bytes. Not compared with the size: a witness has an answer of its own for an
            empty tree with another root than `EMPTY_ROOT`.
        extensions: Further lines that a log may sign; kept as they are.

    Raises:
        Malformed: If no checkpoint could say it.
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for line in (self.origin, *self.extensions):
            if not line or "\n" in line:
                raise Malformed("one line that is not empty", line)
        if not 0 <= self.size <= MAX_SIZE:
            raise Malformed("a size from 0 to 2^63 - 1", self.size)
        if len(self.root) != HASH_BYTES:
            raise Malformed("a root of 32 bytes", self.root)
        note.check_text(self.text)

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """The checkpoint with exactly this note text."""
        *lines, rest = text.split("\n")
        if rest or len(lines) < LINES:
            raise Malformed("at least three lines", text)
        origin, size, root, *extensions = lines
        return cls(origin, decode_decimal(size), decode_hash(root), tuple(extensions))

    @property
    def text(self) -> str:
        """The note text that is signed."""
        lines = (self.origin, str(self.size), encode_base64(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)


def parse(signed: bytes | str) -> Checkpoint:
    """What a signed checkpoint says. Nothing is shown by that: see `verify`.

    Raises:
        Malformed: If it is not a note, or its text not a checkpoint.
    """
    return Checkpoint.parse(note.Note.parse(signed).text)


def sign(checkpoint: Checkpoint, *keys: SigningKey) -> bytes:
    """The checkpoint as a signed note.

    A log must never sign two checkpoints that contradict each other; prove first that this one
    extends the last.
    """
    return bytes(note.sign(checkpoint.text, *keys))


def verify(signed: bytes | str, *keys: VerifierKey) -> Checkpoint:
    """What a checkpoint says, signed by a key that bears the name of its origin.

    Args:
        keys: Of the logs to trust, in any order; more than one a log while its key changes.

    Raises:
        Malformed: If it is not a checkpoint.
        WrongOrigin: If none of the keys bears its origin's name.
        Unverified: If none of those that do has signed, or a signature does not hold.
    """
    parsed = note.Note.parse(signed)
    checkpoint = Checkpoint.parse(parsed.text)
    own = [key for key in keys if key.name == checkpoint.origin]
    if not own:
        raise WrongOrigin(checkpoint.origin)
    note.verify(parsed, own)
    return checkpoint
