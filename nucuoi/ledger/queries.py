"""Reading the log: its size, its leaves in order, and how far each follower is."""

from django.db import connection

from nucuoi.ledger.models import Cursor
from nucuoi.ledger.rules.entry import LeafRow

_LEAVES = """
    SELECT "index", kind, core, duty FROM ledger_leaf
    WHERE "index" >= %s ORDER BY "index" LIMIT %s
"""


def size() -> int:
    """How many leaves there are; also the index of the next one."""
    with connection.cursor() as rows:
        rows.execute('SELECT MAX("index") FROM ledger_leaf')
        (last,) = rows.fetchone()
    return 0 if last is None else int(last) + 1


def leaves_from(index: int, limit: int) -> list[LeafRow]:
    """At most `limit` leaves from `index` (included) on, in index order."""
    with connection.cursor() as rows:
        rows.execute(_LEAVES, (index, limit))
        return [LeafRow(*row) for row in rows.fetchall()]


def cursor(follower: str) -> int:
    """Index of the first leaf that a follower has not yet folded; 0 before its first."""
    found = Cursor.objects.filter(follower=follower).values_list("next_index", flat=True)
    return found.first() or 0


def unfollowed(follower: str) -> int:
    """How many leaves a follower has still to fold."""
    return size() - cursor(follower)
