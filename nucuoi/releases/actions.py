"""Releasing tables: making them, adding their leaves, and revising them on scheduled days."""

import dataclasses
import hashlib

from django.db import transaction

from nucuoi.audit.actions import record
from nucuoi.fairness.published import METHOD, Row, State, make
from nucuoi.foundation import clock
from nucuoi.foundation.seat import Seat
from nucuoi.ledger import actions as ledger
from nucuoi.ledger.rules.entry import Entry
from nucuoi.ledger.rules.parts import Kind
from nucuoi.releases import queries
from nucuoi.releases.gathering import Found, gather
from nucuoi.releases.models import Release
from nucuoi.releases.rules import content, spans
from nucuoi.releases.rules.spans import Span


def release_due(*, by: Seat, at_most: int | None = None) -> int:
    """Releases every closed span that has no table, the newest first, and revises older tables.

    Revisions are looked for once after each day on which a month closes, so that tables change on
    known days only; each is made in a transaction of its own.

    Args:
        by: Who has it done, as a rule `SYSTEM`.
        at_most: How many tables at most; None = all that are due.

    Returns:
        How many tables were released.
    """
    closing, issued, done = spans.last_closing(clock.today()), queries.issued_days(), 0
    for span in queries.closed_spans():
        if done == at_most:
            break
        if span.name not in issued or issued[span.name] < closing:
            done += release(by=by, span=span)
    return done


def release(*, by: Seat, span: Span) -> bool:
    """Releases the table of a span, or its next revision; returns whether there was anything new.

    Nothing of it is worked out inside the transaction that adds the leaf.
    """
    before = Release.objects.filter(span=span.name).order_by("-revision").first()
    found = gather(span)
    inputs = _digest(found)
    if before is not None and before.inputs == inputs:
        return False
    rows, state = make(found.gathered, State(**before.state) if before else None)
    if before is not None and rows == queries.published_rows(before.index):
        return False
    _keep(by, span, 0 if before is None else before.revision + 1, found, rows, state, inputs)
    return True


def _keep(
    by: Seat, span: Span, revision: int, found: Found, rows: list[Row], state: State, inputs: str
) -> None:
    members = {
        "span": span.name,
        "revision": revision,
        "first": span.first,
        "last": span.last,
        "issued": clock.today(),
        "leaves": found.leaves,
        "method": METHOD,
        "places": content.places_digest(found.places),
        "rows": rows,
    }
    leaf = Entry(Kind.TABLE, None, content.encode(members))
    with transaction.atomic():
        (index,) = ledger.append([leaf])
        Release.objects.create(
            span=span.name,
            revision=revision,
            index=index,
            leaves=found.leaves,
            issued_at=clock.now(),
            places=found.places,
            answered=found.gathered.answered,
            inputs=inputs,
            state=dataclasses.asdict(state),
        )
        record(by=by, action="releases.table.released", subject=span.name, revision=revision)


def _digest(found: Found) -> str:
    """Of all that the table is made of, whatever order it was read in."""
    gathered = found.gathered
    parts = (
        sorted(gathered.places),
        sorted(gathered.ratings.items()),
        sorted(gathered.excluded.items()),
        sorted(gathered.canaries.items()),
        sorted(gathered.answered.items()),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()
