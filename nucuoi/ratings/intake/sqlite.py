"""The store on SQLite: the writer's own connection, and what "durable" means there."""

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from nucuoi.foundation.sqlite import EMPTY_LATER
from nucuoi.ratings.intake import statements
from nucuoi.ratings.intake.giving_up import end_if_only_readable
from nucuoi.ratings.intake.rows import Changes, NewRating
from nucuoi.ratings.intake.store import (
    Store,
    Unavailable,
    contact_rows,
    place_rows,
    plain_values,
    sent_values,
    small_values,
)

_FULL = 2
_LOCK_POLL_S = 0.001
_STATEMENTS = 1000
"""Compiled statements that are kept: most are there once for each size of a group."""

_INSERT_RATING = (
    f"INSERT INTO ratings_rating (id, {', '.join(statements.COLUMNS)}, has_text)"  # noqa: S608  # column names of ours
    f" VALUES (?{', ?' * len(statements.COLUMNS)}, ?)"
)
_INSERT_SENT = (
    "INSERT INTO ratings_intakerecord"
    " (rating_id, arrived_ms, rated_ms, sent_ms, device_id, outbox, seq)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_TEXT = "INSERT INTO ratings_remark (rating_id, text, breaches, salt) VALUES (?, ?, ?, ?)"
_INSERT_CONTACT = "INSERT INTO ratings_contactdetail (rating_id, sealed) VALUES (?, ?)"
_INSERT_PENDING = "INSERT INTO ratings_pending (rating_id, receipt_digest) VALUES (?, ?)"
_KEEP_PLACE = statements.KEEP_PLACES.format(given="VALUES (?, ?, ?, ?)")
_KEEP_CONTACT = statements.KEEP_CONTACTS.format(given="VALUES (?, ?)")
_LAST_ID = "SELECT seq FROM sqlite_sequence WHERE name = 'ratings_rating'"


class SqliteStore(Store):
    """As `Store`.

    Args:
        path: The database file; it must be there.
        patience_s: How long `begin` waits for somebody else's write lock.

    Raises:
        Unavailable: If it cannot be opened, or does not keep what it commits.
    """

    faults = (Unavailable, sqlite3.OperationalError)

    def __init__(self, path: Path, patience_s: float) -> None:
        self._path = path
        self._patience_s = patience_s
        try:
            self._link = _opened(path)
        except sqlite3.OperationalError as fault:
            raise Unavailable(str(fault)) from fault
        try:
            self._file = _identity(path)
            self._check_durable()
        except self.faults as fault:
            self.close()
            raise Unavailable(str(fault)) from fault

    def begin(self) -> None:
        """Takes the write lock.

        The waiting is our own: SQLite's sleeps up to 100 ms at a time, and citizens wait with it.

        Raises:
            sqlite3.OperationalError: If the lock is not free in time.
            Unavailable: If the file is gone.
        """
        if _identity(self._path) != self._file:
            raise Unavailable("the database file has been replaced")
        deadline = time.monotonic() + self._patience_s
        while True:
            try:
                self._link.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as fault:
                if end_if_only_readable(fault, self._path) or time.monotonic() > deadline:
                    raise
                time.sleep(_LOCK_POLL_S)
            else:
                return

    def commit(self, changes: Changes) -> None:
        self._insert(changes.ratings)
        self._run_many(_KEEP_PLACE, place_rows(changes))
        self._run_many(_KEEP_CONTACT, contact_rows(changes))
        if changes.proof:
            self._link.execute(statements.SAME_VERSION)
        self._link.execute("COMMIT")

    def rollback(self) -> None:
        if self._link.in_transaction:
            self._link.execute("ROLLBACK")

    def close(self) -> None:
        self._link.close()

    def fetch(self, statement: str, *values: object) -> list[Any]:
        return self._link.execute(statement, values).fetchall()

    def among(self, statement: str, values: list[bytes]) -> list[Any]:
        marks = f"IN ({', '.join('?' * len(values))})"
        return self.fetch(statement.format(marks), *values * statement.count("{0}"))

    def _insert(self, ratings: Sequence[NewRating]) -> None:
        """The ids are numbered here: the write lock is ours, nobody can take them."""
        numbered = list(enumerate(ratings, self._next_id()))
        self._run_many(_INSERT_RATING, [_columns(number, rating) for number, rating in numbered])
        self._run_many(
            _INSERT_SENT, [(number, *sent_values(rating)) for number, rating in numbered]
        )
        self._run_many(
            _INSERT_PENDING, [(number, rating.receipt_digest) for number, rating in numbered]
        )
        texts = [(number, rating.text) for number, rating in numbered if rating.text]
        self._run_many(
            _INSERT_TEXT, [(n, text.remark, text.breaches, text.salt) for n, text in texts]
        )
        contacts = [(number, rating.contact) for number, rating in numbered if rating.contact]
        self._run_many(_INSERT_CONTACT, contacts)

    def _run_many(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        self._link.executemany(statement, rows)

    def _check_durable(self) -> None:
        self._link.execute("PRAGMA synchronous=FULL")
        if self.fetch("PRAGMA journal_mode=WAL") != [("wal",)]:
            raise Unavailable("the database is not in WAL mode")
        if self.fetch("PRAGMA synchronous") != [(_FULL,)]:
            raise Unavailable("commits would not be durable")
        self._link.execute("PRAGMA busy_timeout=0")
        self._link.execute(EMPTY_LATER)

    def _next_id(self) -> int:
        found = self.fetch(_LAST_ID)
        return int(found[0][0]) + 1 if found else 1


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(
        f"file:{quote(str(path))}?mode=rw",
        uri=True,
        isolation_level=None,
        timeout=1,
        cached_statements=_STATEMENTS,
    )


def _identity(path: Path) -> tuple[int, int]:
    """Which file it is, so that one put in its place by a restore is noticed."""
    try:
        found = path.stat()
    except FileNotFoundError:
        raise Unavailable("the database file is gone") from None
    return found.st_dev, found.st_ino


def _columns(number: int, rating: NewRating) -> tuple[object, ...]:
    """Values of `_INSERT_RATING`; small ones as bare numbers, which the binding takes faster."""
    small = map(int, small_values(rating))
    return (number, *plain_values(rating), *small, int(rating.text is not None))
