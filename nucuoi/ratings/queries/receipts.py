"""What became of the rating behind a receipt: taken in, in the log, witnessed.

An unknown code costs the same work as a known one: it is looked up in the same way, and a proof is
made for a leaf that has nothing to do with it and thrown away.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.conf import settings

from nucuoi.foundation.keys import load_or_make
from nucuoi.ledger import proving
from nucuoi.ledger import queries as ledger
from nucuoi.ledger.proving import Proven
from nucuoi.ratings.models import Rating
from nucuoi.ratings.rules import receipt


class State(StrEnum):
    """How far a rating has come."""

    UNKNOWN = "unknown"
    ACCEPTED = "accepted"
    LOGGED = "logged"
    WITNESSED = "witnessed"


@dataclass(frozen=True, slots=True)
class Found:
    """What a receipt says; never a score, a person, a counter or a remark.

    Attributes:
        rating: Row of the rating, for the dialogue; None when it is unknown.
        index: Of its leaf; None before it has one.
        signed_at: When the checkpoint that holds the leaf was signed.
        witnessed_at: When a witness cosigned that checkpoint.
        excluded: Why the rating counts nowhere, as a word; empty when it counts.
        proof: The proof file; None while no checkpoint holds the leaf.
    """

    state: State
    rating: int | None = None
    index: int | None = None
    signed_at: datetime | None = None
    witnessed_at: datetime | None = None
    excluded: str = ""
    proof: bytes | None = None


def receipt_of(lookup_key: bytes) -> Found:
    """What became of the rating with this lookup key."""
    key = load_or_make(settings.KEYS, "receipt")
    stored = receipt.stored_hash(key, lookup_key)
    known = Rating.objects.filter(lookup_hash=stored).values_list("pk", "uuid").first()
    rating, uuid = known or (0, stored)
    index = proving.index_of(rating)
    proven, excluded = _proof(index, stored, receipt.salt(key, bytes(uuid)))
    if known is None:
        return Found(State.UNKNOWN)
    if index is None:
        return Found(State.ACCEPTED, rating)
    if proven is None:
        return Found(State.LOGGED, rating, index, excluded=excluded)
    witnessed_at = proven.signed.witnessed_at
    return Found(
        State.WITNESSED if witnessed_at else State.LOGGED,
        rating,
        index,
        proven.signed.signed_at,
        witnessed_at,
        excluded,
        proven.file,
    )


def _proof(index: int | None, stored: bytes, salt: bytes) -> tuple[Proven | None, str]:
    """The proof of a leaf and why it is excluded; without an index, those of some leaf, as work."""
    last = ledger.last_checkpoint()
    if index is None:
        index = int.from_bytes(stored[:8]) % last.size if last else 0
    return proving.prove(index, salt), ledger.exclusion(index)
