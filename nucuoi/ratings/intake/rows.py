"""Rows that go between the judge and the store; structs, since making them is on the hot path."""

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct


class Sent(Struct, frozen=True):
    """How and when a rating was sent: all of it is erased after 45 days.

    Attributes:
        device: Row of the device; None = no paired device.
    """

    arrived_ms: int
    rated_ms: int | None
    sent_ms: int | None
    device: int | None
    outbox: bytes | None
    seq: int | None


class Text(Struct, frozen=True):
    """What was written and which breaches were ticked, with the salt of the leaf's text part."""

    remark: str
    breaches: int
    salt: bytes


class NewRating(Struct, frozen=True, kw_only=True):
    """A rating to be stored, with its erasable companions; numbers as `ratings.models` says."""

    uuid: bytes
    content: bytes
    lookup_hash: bytes
    day: int
    half: int
    counter: int
    official: int | None
    field: int | None
    ticket: int | None
    form: int | None
    evidence: int
    disputed: bool
    channel: int
    rater: int
    lang: int
    score: int
    spirit: int | None
    attitude: int | None
    conduct: int | None
    tags: int
    attributed_by: int
    clamped: bool
    apology: int | None
    wants_answer: bool
    thanks: bool
    assisted: bool
    link: str
    text: Text | None
    contact: bytes | None
    sent: Sent
    receipt_digest: bytes


class Known(Struct, frozen=True):
    """What is still there of a stored rating, to hold a second sending against it.

    Attributes:
        has_text: Whether it came with a remark or breach, even if that is erased by now.
        text: Remark and breach bits; None = there never was one, or it has been erased.
        times: rated_ms, outbox and seq; None = erased.
        contact: Encrypted; None = none left, or erased.
    """

    content: bytes
    lookup_hash: bytes
    has_text: bool
    text: tuple[str, int] | None
    times: tuple[int | None, bytes | None, int | None] | None
    contact: bytes | None


class TicketCard(Struct, frozen=True):
    """A ticket; `used`: a rating already counts for it; `printed`: ahead of any visit."""

    id: int
    code_tag: bytes
    number_tag: bytes | None
    counter: int
    field: int | None
    late: bool
    minted_ms: int
    expires_ms: int
    printed: bool
    used: bool


class Place(Struct, frozen=True):
    """How far a device's outbox got: the highest seq, and the corrected time of that rating."""

    device: int
    seq: int
    rated_ms: int


class Sought(Struct, frozen=True):
    """What a group may meet, for the store to look up; tags are those of tickets."""

    uuids: Collection[bytes]
    lookup_hashes: Collection[bytes]
    tags: Collection[bytes]
    outboxes: Collection[bytes]


class Met(Struct, frozen=True):
    """What is stored already of what a group may meet.

    Attributes:
        version: The present intake version.
        taken: Lookup hashes of receipts that belong to a stored rating.
        known: Stored ratings by their id.
        tickets: Oldest first.
        places: How far outboxes got.
    """

    version: int
    taken: set[bytes]
    known: dict[bytes, Known]
    tickets: Sequence[TicketCard]
    places: dict[bytes, Place]


class Changes(Struct, frozen=True):
    """What a group leaves behind, all of it or nothing.

    Attributes:
        ratings: Each waits for its leaf.
        version: The intake version by which they were judged; None = they were not.
        places: Outboxes that moved on.
        devices: Those that were heard of, at `heard_ms`.
        proof: Whether something must be written even so, to prove that a commit is possible.
    """

    ratings: Sequence[NewRating]
    version: int | None = None
    places: Mapping[bytes, Place] = {}
    devices: Collection[int] = ()
    heard_ms: int = 0
    proof: bool = False
