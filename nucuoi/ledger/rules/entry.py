"""One entry of the log: before it has an index, and as its followers read it."""

from dataclasses import dataclass
from typing import NamedTuple

from msgspec import Struct

from nucuoi.ledger.rules import parts


class Digests(NamedTuple):
    """What a leaf commits to: the digests of its four parts, or the decoys of absent ones."""

    core: bytes
    duty: bytes
    text: bytes
    receipt: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """What a leaf commits to.

    Attributes:
        kind: What it is about.
        subject: Row it is about in the room that owns the kind; None if there is none.
        core: Canonical JSON of the core part.
        duty: Canonical JSON of who was on duty; None = nobody is named.
        text_digest: d(text), made with a salt that can be erased with the text; None = no text.
        receipt_digest: d(receipt), made at intake; None = no receipt.
    """

    kind: parts.Kind
    subject: int | None
    core: bytes
    duty: bytes | None = None
    text_digest: bytes | None = None
    receipt_digest: bytes | None = None

    def digests(self, seed: bytes) -> Digests:
        """The digests of the four parts, with salts and decoys from the leaf's 32-byte `seed`."""
        return Digests(
            core=parts.part_digest("core", parts.salt(seed, "core"), self.core),
            duty=_duty_digest(seed, self.duty),
            text=self.text_digest or parts.decoy(seed, "text"),
            receipt=self.receipt_digest or parts.decoy(seed, "receipt"),
        )

    def digest(self, seed: bytes) -> bytes:
        """The digest in the leaf's data."""
        return parts.entry_digest(*self.digests(seed))


class LeafRow(Struct, frozen=True):
    """A leaf as its followers read it; `kind` is a number of `Kind`."""

    index: int
    kind: int
    core: bytes
    duty: bytes | None


class Opening(NamedTuple):
    """A leaf as its auditor reads it.

    Attributes:
        duty: None when nobody is named; `duty_salt` is then the decoy.
        text: The digest, or its decoy: which of them does not show.
        receipt: Likewise.
    """

    kind: str
    core: bytes
    core_salt: bytes
    duty: bytes | None
    duty_salt: bytes
    text: bytes
    receipt: bytes


def opening(
    kind: parts.Kind,
    seed: bytes,
    core: bytes,
    duty: bytes | None,
    text: bytes | None,
    receipt: bytes | None,
) -> Opening:
    """Opens `core` and `duty` of a stored leaf, nothing else of it."""
    return Opening(
        kind.name.lower(),
        bytes(core),
        parts.salt(seed, "core"),
        None if duty is None else bytes(duty),
        (parts.decoy if duty is None else parts.salt)(seed, "duty"),
        parts.decoy(seed, "text") if text is None else bytes(text),
        parts.decoy(seed, "receipt") if receipt is None else bytes(receipt),
    )


def _duty_digest(seed: bytes, duty: bytes | None) -> bytes:
    if duty is None:
        return parts.decoy(seed, "duty")
    return parts.part_digest("duty", parts.salt(seed, "duty"), duty)
