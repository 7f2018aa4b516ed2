"""Following the log: leaves become counts, each exactly once (design §4.6)."""

from django.db import transaction

from nucuoi.foundation import clock
from nucuoi.ledger import actions, queries
from nucuoi.ledger.errors import CursorMoved
from nucuoi.scores import steps, tables
from nucuoi.scores.rules.fold import Deltas

FOLLOWER = "scores"
BATCH = 2_000
"""Most leaves in a transaction."""


def follow(limit: int = BATCH) -> int:
    """Folds the next leaves, at most `limit`, and shows the steps that are due because of them.

    Tallies and cursor move in one transaction; reading and folding come before it. The steps have
    a transaction of their own: what a crash leaves out, `scores.steps.show_all` makes up for.

    Returns:
        How many leaves; 0 when there are none or when another follower was faster: call again.

    Raises:
        Unreadable: If a leaf is not understood; nothing of the batch is counted.
        UnknownCodes: If a leaf names a code that `organisation` does not have; likewise.
    """
    start = queries.cursor(FOLLOWER)
    leaves = queries.leaves_from(start, limit)
    if not leaves:
        return 0
    deltas = Deltas()
    deltas.fold(leaves)
    try:
        with transaction.atomic():
            actions.move_cursor(FOLLOWER, start=start, end=leaves[-1].index + 1)
            tables.add(tables.rows_of(deltas))
    except CursorMoved:
        return 0
    steps.show(clock.today(), deltas.days)
    return len(leaves)


def follow_all(most: int = 20_000) -> int:
    """Folds batch after batch until the end of the log or about `most` leaves; returns how many."""
    done = 0
    while done < most and (folded := follow()):
        done += folded
    return done


def unfollowed() -> int:
    """How many leaves are not yet counted."""
    return queries.unfollowed(FOLLOWER)
