"""Following the log: leaves become counts, each exactly once (design §4.6)."""

from collections.abc import Collection
from typing import NamedTuple

from django.db import connection, transaction

from nucuoi.foundation import clock
from nucuoi.ledger import actions, queries
from nucuoi.ledger.errors import CursorMoved
from nucuoi.scores import steps, tables
from nucuoi.scores.rules.fold import DayCell, Deltas

FOLLOWER = "scores"
BATCH = {"sqlite": 500, "postgresql": 5_000}
"""Most leaves in a transaction: on SQLite it bounds how long ratings wait for the write lock; on
PostgreSQL nobody waits, and of more leaves more fall into the same cell."""


class _Folded(NamedTuple):
    """What one transaction counted: how many leaves, and which days' cells they touched."""

    leaves: int
    days: Collection[DayCell]


def follow(limit: int | None = None) -> int:
    """Folds the next leaves, at most `limit` (None = `BATCH`), and shows the steps that are due because of them.

    Tallies and cursor move in one transaction; all that can be worked out comes before it. The steps
    have a transaction of their own: what a crash leaves out, `scores.steps.show_all` makes up for.

    Returns:
        How many leaves; 0 when there are none or when another follower was faster: call again.

    Raises:
        Unreadable: If a leaf is not understood; nothing of the batch is counted.
        UnknownCodes: If a leaf names a code that `organisation` does not have; likewise.
    """
    folded = _fold(limit or _batch())
    steps.show(clock.today(), folded.days)
    return folded.leaves


def follow_all(most: int = 20_000) -> int:
    """Folds batch after batch until the end of the log or about `most` leaves, then shows steps.

    Returns how many leaves; raises as `follow`.
    """
    done, touched = 0, set[DayCell]()
    while done < most and (folded := _fold(_batch())).leaves:
        done += folded.leaves
        touched.update(folded.days)
    steps.show(clock.today(), touched)
    return done


def unfollowed() -> int:
    """How many leaves are not yet counted."""
    return queries.unfollowed(FOLLOWER)


def _batch() -> int:
    return BATCH[connection.vendor]


def _fold(limit: int) -> _Folded:
    start = queries.cursor(FOLLOWER)
    leaves = queries.leaves_from(start, limit)
    if not leaves:
        return _Folded(0, ())
    deltas = Deltas()
    deltas.fold(leaves)
    rows = tables.made(tables.rows_of(deltas))
    try:
        with transaction.atomic():
            actions.move_cursor(FOLLOWER, start=start, end=leaves[-1].index + 1)
            tables.add(rows)
    except CursorMoved:
        return _Folded(0, ())
    return _Folded(len(leaves), deltas.days)
