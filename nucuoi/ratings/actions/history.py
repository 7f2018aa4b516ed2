"""Storing ratings of the past in bulk: for the demonstration and for measurements, not for people."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from nucuoi.ratings.intake.opening import open_store
from nucuoi.ratings.intake.rows import Changes, NewRating
from nucuoi.ratings.models import Ticket

_PATIENCE_S = 20.0
_BATCH = 5_000


@dataclass(frozen=True, slots=True)
class PastTicket:
    """An invitation of the past; rows of `organisation`, `field` None = not known."""

    counter: int
    field: int | None
    minted_at: datetime


def store_tickets(past: Iterable[PastTicket]) -> list[int]:
    """Stores invitations that nobody holds any more; returns their rows, in the same order."""
    made = Ticket.objects.bulk_create(
        Ticket(
            tag=secrets.token_bytes(32),
            counter_id=one.counter,
            field_id=one.field,
            minted_at=one.minted_at,
            expires_at=one.minted_at + timedelta(days=30),
        )
        for one in past
    )
    return [ticket.pk for ticket in made]


def store_history(ratings: Iterable[NewRating]) -> int:
    """Stores ratings as intake would, each waiting for its leaf; nothing is judged again.

    Args:
        ratings: In any order; ids and receipts must be new.

    Returns:
        How many were stored; every batch of 5,000 is durable by itself.
    """
    store = open_store(_PATIENCE_S)
    try:
        remaining, stored = iter(ratings), 0
        while batch := list(islice(remaining, _BATCH)):
            store.begin()
            store.commit(_changes(batch))
            stored += len(batch)
        return stored
    finally:
        store.close()


def _changes(batch: list[NewRating]) -> Changes:
    """With them the tablets, which were last heard of when they sent."""
    return Changes(
        ratings=batch,
        devices={rating.sent.device for rating in batch if rating.sent.device is not None},
        heard_ms=max(rating.sent.arrived_ms for rating in batch),
    )
