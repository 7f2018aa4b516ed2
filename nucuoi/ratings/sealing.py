"""Sealing: ratings that wait become leaves of the log (design §4.5).

Reading and hashing happen before the transaction, so that intake never waits for them. What makes
it safe: a rating is immutable, and the transaction that adds its leaf takes away its `pending` row
or does nothing.
"""

import secrets
from typing import Any, NamedTuple

from django.db import connection, transaction

from nucuoi.ledger import actions as ledger
from nucuoi.ledger.rules.entry import Entry
from nucuoi.ledger.rules.parts import Kind, part_digest
from nucuoi.ratings.actions.outboxes import count_numbers, numbers_of
from nucuoi.ratings.rules.core import RatingFacts, duty_of_rating, of_rating, text_of_remark

BATCH = 200
"""Most leaves in a transaction."""

_WAITING = """
    SELECT pending.rating_id, pending.receipt_digest, remark.text, remark.breaches, remark.salt,
        counter.code IS NULL
            OR (official.code IS NULL AND rating.official_id IS NOT NULL)
            OR (field.code IS NULL AND rating.field_id IS NOT NULL)
            OR (form.code IS NULL AND rating.form_id IS NOT NULL)
            OR (ticket.id IS NULL AND rating.ticket_id IS NOT NULL),
        counter.code, official.code, rating.attributed_by, field.code, form.code,
        rating.day, rating.half, rating.evidence, rating.channel, rating.rater,
        rating.score, rating.spirit, rating.attitude, rating.conduct, rating.tags,
        rating.apology, COALESCE(ticket.late, %s), rating.disputed, rating.assisted,
        rating.thanks, rating.wants_answer
    FROM ratings_pending pending
    JOIN ratings_rating rating ON rating.id = pending.rating_id
    LEFT JOIN ratings_remark remark ON remark.rating_id = rating.id
    LEFT JOIN organisation_counter counter ON counter.id = rating.counter_id
    LEFT JOIN organisation_official official ON official.id = rating.official_id
    LEFT JOIN organisation_field field ON field.id = rating.field_id
    LEFT JOIN ratings_questionnaire form ON form.number = rating.form_id
    LEFT JOIN ratings_ticket ticket ON ticket.id = rating.ticket_id
    LIMIT %s
"""


class Waiting(NamedTuple):
    """A rating that waits for its leaf; the remark's three are None when there is none.

    `torn` says that it points at a row that is gone.
    """

    rating: int
    receipt_digest: bytes
    text: str | None
    breaches: int | None
    salt: bytes | None
    torn: bool
    facts: RatingFacts


class Torn(Exception):
    """A rating points at a row that is gone: sealing stops rather than writing half of it."""


class Overtaken(Exception):
    """Another sealer took some of these ratings first."""


def seal(limit: int = BATCH) -> int:
    """Gives at most `limit` waiting ratings their leaves, in one transaction and in random order.

    Returns:
        How many; 0 when none waits or when another sealer was faster: call again.

    Raises:
        Torn: If a rating's counter, official, field, form or ticket has been deleted.
    """
    batch = _waiting(limit)
    if not batch:
        return 0
    secrets.SystemRandom().shuffle(batch)
    entries = [_entry(waiting) for waiting in batch]
    ratings = [waiting.rating for waiting in batch]
    numbered = numbers_of(ratings)
    try:
        with transaction.atomic():
            _take_off(ratings)
            ledger.append(entries)
            count_numbers(numbered)
    except Overtaken:
        return 0
    return len(batch)


def seal_all(most: int = 5_000) -> int:
    """Seals batch after batch until nobody waits or about `most` are done; returns how many."""
    done = 0
    while done < most and (sealed := seal()):
        done += sealed
    return done


def waiting() -> int:
    """How many ratings wait for their leaf."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM ratings_pending")
        return int(cursor.fetchone()[0])


def _waiting(limit: int) -> list[Waiting]:
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, (False, limit))
        return [_read(row) for row in cursor.fetchall()]


def _read(row: tuple[Any, ...]) -> Waiting:
    rating, receipt_digest, text, breaches, salt, torn, *facts = row
    return Waiting(rating, receipt_digest, text, breaches, salt, torn, RatingFacts(*facts))


def _entry(waiting: Waiting) -> Entry:
    if waiting.torn:
        raise Torn(f"rating {waiting.rating} points at a row that is gone")
    return Entry(
        kind=Kind.ENTRY,
        subject=waiting.rating,
        core=of_rating(waiting.facts),
        duty=duty_of_rating(waiting.facts),
        text_digest=_text_digest(waiting),
        receipt_digest=bytes(waiting.receipt_digest),
    )


def _text_digest(waiting: Waiting) -> bytes | None:
    if waiting.text is None or waiting.breaches is None or waiting.salt is None:
        return None
    return part_digest("text", bytes(waiting.salt), text_of_remark(waiting.text, waiting.breaches))


def _take_off(ratings: list[int]) -> None:
    marks = ", ".join(["%s"] * len(ratings))
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM ratings_pending WHERE rating_id IN ({marks})",  # noqa: S608  # only marks
            ratings,
        )
        if cursor.rowcount != len(ratings):
            raise Overtaken
