"""Sealing: ratings that wait become leaves of the log (design §4.5).

Reading and hashing happen before the transaction, so that intake never waits for them. What makes
it safe: a rating is immutable, and the transaction that adds its leaf takes away its `pending` row
or does nothing.
"""

import secrets
from collections.abc import Iterable
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import connection, transaction

from nucuoi.ledger import actions as ledger
from nucuoi.ledger.rules.entry import Entry
from nucuoi.ledger.rules.parts import Kind, part_digest
from nucuoi.ratings.actions.outboxes import Numbered, count_numbers
from nucuoi.ratings.rules.core import RatingFacts, duty_of_rating, of_rating, text_of_remark

BATCH = {"sqlite": 200, "postgresql": 1_000}
"""Most leaves in a transaction: on SQLite it bounds how long ratings wait for the write lock; on
PostgreSQL they do not wait, and a transaction's own cost falls on more of them."""
READ = 1_000
"""Most ratings read at a time: PostgreSQL plans the reading longer than it looks for a few."""

_WAITING = """
    SELECT pending.rating_id, pending.receipt_digest, remark.text, remark.breaches, remark.salt,
        intake.outbox, intake.seq, intake.device_id,
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
    FROM (SELECT rating_id, receipt_digest FROM ratings_pending LIMIT %s) pending
    JOIN ratings_rating rating ON rating.id = pending.rating_id
    LEFT JOIN ratings_remark remark ON remark.rating_id = rating.id
    LEFT JOIN ratings_intakerecord intake ON intake.rating_id = rating.id
    LEFT JOIN organisation_counter counter ON counter.id = rating.counter_id
    LEFT JOIN organisation_official official ON official.id = rating.official_id
    LEFT JOIN organisation_field field ON field.id = rating.field_id
    LEFT JOIN ratings_questionnaire form ON form.number = rating.form_id
    LEFT JOIN ratings_ticket ticket ON ticket.id = rating.ticket_id
"""
"""The limit stands inside: beside the joins it lets PostgreSQL look for them among all ratings."""


class Waiting(NamedTuple):
    """A rating that waits for its leaf; the remark's three and the outbox's three may be None.

    `torn` says that it points at a row that is gone.
    """

    rating: int
    receipt_digest: bytes
    text: str | None
    breaches: int | None
    salt: bytes | None
    outbox: bytes | None
    seq: int | None
    device: int | None
    torn: bool
    facts: RatingFacts


class Torn(Exception):
    """A rating points at a row that is gone: sealing stops rather than writing half of it."""


class Overtaken(Exception):
    """Another sealer took some of these ratings first."""


def seal(limit: int | None = None) -> int:
    """Gives at most `limit` waiting ratings their leaves, in one transaction and in random order.

    Args:
        limit: None = `BATCH`.

    Returns:
        How many; 0 when none waits or when another sealer was faster: call again.

    Raises:
        Torn: If a rating's counter, official, field, form or ticket has been deleted.
    """
    return _seal(_waiting(limit or BATCH[connection.vendor]))


def seal_all(most: int = 5_000) -> int:
    """Seals all that wait, batch after batch, until about `most` are done; returns how many.

    Who comes while a read that was not full is sealed waits for the next turn: at once they would
    be a few at a time, and a transaction of few costs about as much as one of many.
    """
    done, read, batch = 0, READ, BATCH[connection.vendor]
    while done < most and read == READ:
        found = _waiting(READ)
        read = len(found)
        for first in range(0, read, batch):
            sealed = _seal(found[first : first + batch])
            done += sealed
            if not sealed:
                return done
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
    before = len(Waiting._fields) - 1
    return Waiting._make((*row[:before], RatingFacts(*row[before:])))


def _seal(batch: list[Waiting]) -> int:
    """One transaction; returns how many it sealed, 0 when another sealer was faster."""
    if not batch:
        return 0
    numbered = _numbered(batch)
    secrets.SystemRandom().shuffle(batch)
    entries = [ledger.commit(_entry(waiting)) for waiting in batch]
    try:
        with transaction.atomic():
            _take_off([waiting.rating for waiting in batch])
            ledger.append(entries)
            if numbered:
                count_numbers(numbered)
    except Overtaken:
        return 0
    return len(batch)


def _numbered(batch: Iterable[Waiting]) -> list[Numbered]:
    """The numbers under which these ratings came, in the order they arrived; others have none."""
    return [
        (bytes(one.outbox), one.seq, one.device)
        for one in sorted(batch, key=attrgetter("rating"))
        if one.outbox is not None and one.seq is not None and one.device is not None
    ]


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
    """Their numbers are written out: a driver looks at each value for longer than that takes."""
    numbers = ", ".join(map(str, ratings))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM ratings_pending WHERE rating_id IN ({numbers})")  # noqa: S608  # numbers of rows
        if cursor.rowcount != len(ratings):
            raise Overtaken
