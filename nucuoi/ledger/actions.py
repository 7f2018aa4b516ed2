"""Adding leaves and moving cursors, both inside the caller's transaction."""

import secrets
from collections.abc import Sequence

from django.db import connection

from nucuoi.ledger import queries
from nucuoi.ledger.errors import CursorMoved
from nucuoi.ledger.models import Cursor
from nucuoi.ledger.rules.entry import Entry
from nucuoi.ledger.rules.parts import SALT_BYTES

_LEAF = (
    'ledger_leaf ("index", kind, subject, digest, seed, core, duty, text_digest, receipt_digest)'
)
_INSERT = f"INSERT INTO {_LEAF} VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)"  # noqa: S608  # column names of ours
_Row = tuple[int | bytes | None, ...]
_WRITERS = 0x4E75_4375_6F6A
"""Number of the advisory lock that writers of the log hold until their transaction ends."""


def append(entries: Sequence[Entry]) -> range:
    """Adds `entries` as the next leaves, in the order given, without a gap.

    The caller's transaction decides whether they exist; another writer waits until it ends. The
    unique index is the fence behind that.

    Returns:
        Their indexes.

    Raises:
        RuntimeError: Outside a transaction.
        django.db.IntegrityError: If a rating already has its leaf; the transaction must be rolled
            back.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("leaves are added inside the transaction of what they tell")
    _wait_for_others()
    first = queries.size()
    rows = [_row(index, entry) for index, entry in enumerate(entries, start=first)]
    _write(rows)
    return range(first, first + len(rows))


def move_cursor(follower: str, *, start: int, end: int) -> None:
    """Moves a follower from `start` to `end`, in the transaction of what it folded.

    Raises:
        CursorMoved: If the cursor is not at `start`: the transaction must be rolled back.
    """
    Cursor.objects.get_or_create(follower=follower)
    moved = Cursor.objects.filter(follower=follower, next_index=start).update(next_index=end)
    if not moved:
        raise CursorMoved(follower, start)


def set_cursor(follower: str, index: int) -> None:
    """Puts a follower at `index`, wherever it was: only for rebuilding from the beginning."""
    Cursor.objects.update_or_create(follower=follower, defaults={"next_index": index})


def _wait_for_others() -> None:
    """One writer of the log at a time: on SQLite the write lock sees to that."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", (_WRITERS,))


def _write(rows: Sequence[_Row]) -> None:
    """In one statement on PostgreSQL, which looks for gaps once for each."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(_INSERT, rows)
            return
        with connection.wrap_database_errors, cursor.copy(f"COPY {_LEAF} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def _row(index: int, entry: Entry) -> _Row:
    seed = secrets.token_bytes(SALT_BYTES)
    return (
        index,
        int(entry.kind),
        entry.subject,
        entry.digest(seed),
        seed,
        entry.core,
        entry.duty,
        entry.text_digest,
        entry.receipt_digest,
    )
