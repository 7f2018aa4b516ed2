"""Throwing the rollups away and counting the whole log again: the result is the same."""

from collections.abc import Callable

from django.db import transaction

from nucuoi.foundation.garbage import uncollected
from nucuoi.ledger import actions, queries
from nucuoi.scores import tables
from nucuoi.scores.follower import FOLLOWER
from nucuoi.scores.rules.fold import Deltas

BATCH = 10_000


def rebuild(progress: Callable[[int, int], None] | None = None) -> int:
    """Counts all leaves in memory, then replaces tallies and cursor in one transaction.

    May run beside the worker: until the end the old tallies are shown, afterwards the follower
    goes on from where the count began. Steps are a record of what was shown and stay.

    Args:
        progress: Called with leaves done and leaves in all after each batch; None = nobody waits.

    Returns:
        How many leaves were counted.
    """
    total = queries.size()
    with uncollected():
        rows = tables.rows_of(_counted(total, progress))
        with transaction.atomic():
            # The cursor comes first, as the follower does it: neither waits in a circle.
            actions.set_cursor(FOLLOWER, total)
            tables.replace(rows)
    return total


def _counted(total: int, progress: Callable[[int, int], None] | None) -> Deltas:
    deltas = Deltas()
    for first in range(0, total, BATCH):
        deltas.fold(queries.leaves_from(first, min(BATCH, total - first)))
        if progress:
            progress(min(first + BATCH, total), total)
    return deltas
