"""The writer's own connection to SQLite: all its SQL, and what "durable" means there.

Every method but `begin` runs inside the transaction that `begin` opened, so what it reads cannot
change before `commit`. A second store for another database has the same methods.
"""

import sqlite3
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path
from typing import Any
from urllib.parse import quote

from nucuoi.foundation import clock
from nucuoi.ratings.intake import loading, statements
from nucuoi.ratings.intake.registry import Snapshot
from nucuoi.ratings.intake.rows import Known, NewRating, Place, TicketCard
from nucuoi.ratings.rules import times

_FULL = 2
_LOCK_POLL_S = 0.001
_STATEMENTS = 1000
"""Compiled statements that are kept: most are there once for each size of a group."""
_plain, _small = attrgetter(*statements.PLAIN), attrgetter(*statements.SMALL)


class Store:
    """One connection, used by one thread.

    Args:
        path: The database file; it must be there.
        patience_s: How long `begin` waits for somebody else's write lock.

    Raises:
        sqlite3.Error: If it cannot be opened, or does not keep what it commits.
    """

    def __init__(self, path: Path, patience_s: float) -> None:
        self._path = path
        self._patience_s = patience_s
        self._link = sqlite3.connect(
            f"file:{quote(str(path))}?mode=rw",
            uri=True,
            isolation_level=None,
            timeout=1,
            cached_statements=_STATEMENTS,
        )
        self._file = _identity(path)
        self._link.execute("PRAGMA synchronous=FULL")
        if self._value("PRAGMA journal_mode=WAL") != "wal":
            raise sqlite3.OperationalError("the database is not in WAL mode")
        if self._value("PRAGMA synchronous") != _FULL:
            raise sqlite3.OperationalError("commits would not be durable")
        self._link.execute("PRAGMA busy_timeout=0")

    def begin(self) -> None:
        """Opens a write transaction.

        The waiting is our own: SQLite's sleeps up to 100 ms at a time, and citizens wait with it.

        Raises:
            sqlite3.OperationalError: If the lock is not free in time, or the file is gone.
        """
        if _identity(self._path) != self._file:
            raise sqlite3.OperationalError("the database file has been replaced")
        deadline = time.monotonic() + self._patience_s
        while True:
            try:
                self._link.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(_LOCK_POLL_S)
            else:
                return

    def commit(self) -> None:
        """Makes it durable: the file has it when this returns."""
        self._link.execute("COMMIT")

    def rollback(self) -> None:
        """Undoes everything since `begin`."""
        if self._link.in_transaction:
            self._link.execute("ROLLBACK")

    def close(self) -> None:
        """Gives the connection back."""
        self._link.close()

    def version(self) -> int:
        """The present intake version; 0 before anything was entered."""
        return int(self._value(statements.VERSION))

    def prove_writable(self) -> None:
        """Writes a row as it is, so that a commit has something to flush."""
        self._link.execute(statements.SAME_VERSION)

    def snapshot(self) -> Snapshot:
        """All that intake must know of the organisation, as of now."""
        return loading.load(self._link, self.version())

    def known(self, uuids: Iterable[bytes]) -> dict[bytes, Known]:
        """What is stored under these ids."""
        return {row[0]: _known(row) for row in self._among(statements.KNOWN, uuids)}

    def taken(self, lookup_hashes: Iterable[bytes]) -> set[bytes]:
        """Which of these receipts belong to a stored rating."""
        return {row[0] for row in self._among(statements.TAKEN, lookup_hashes)}

    def tickets(self, tags: Iterable[bytes]) -> list[TicketCard]:
        """Tickets whose code or number has one of these tags, oldest first."""
        return [_ticket(row) for row in self._among(statements.TICKETS, tags, times_used=2)]

    def places(self, outboxes: Iterable[bytes]) -> dict[bytes, Place]:
        """How far these outboxes got."""
        return {row[0]: Place(*row[1:]) for row in self._among(statements.PLACES, outboxes)}

    def signed_on(self, counter: int, at_ms: int) -> int | None:
        """The official who was signed on at the counter; None = nobody."""
        at = str(clock.from_ms(at_ms).replace(tzinfo=None))
        row = self._link.execute(statements.SIGNED_ON, (counter, at, at)).fetchone()
        return None if row is None else int(row[0])

    def rostered(self, counter: int, day: int, half: int) -> tuple[int | None] | None:
        """The roster's word for that half-day, `(None,)` = nobody; None = it has none."""
        row: tuple[int | None] | None = self._link.execute(
            statements.ROSTERED, (counter, clock.day_of(day).isoformat(), half)
        ).fetchone()
        return row

    def insert(self, ratings: Sequence[NewRating]) -> None:
        """Stores ratings with their companions, each waiting for its leaf.

        The ids are numbered here: the write lock is ours, so nobody else can take them.
        """
        first = self._next_id()
        numbered = list(enumerate(ratings, first))
        run = self._link.executemany
        run(statements.INSERT_RATING, [_columns(number, rating) for number, rating in numbered])
        run(statements.INSERT_SENT, [(number, *_sent(rating)) for number, rating in numbered])
        run(
            statements.INSERT_PENDING,
            [(number, rating.receipt_digest) for number, rating in numbered],
        )
        texts = [(number, rating.text) for number, rating in numbered if rating.text]
        run(
            statements.INSERT_TEXT,
            [(n, text.remark, text.breaches, text.salt) for n, text in texts],
        )
        contacts = [(number, rating.contact) for number, rating in numbered if rating.contact]
        run(statements.INSERT_CONTACT, contacts)

    def keep_places(self, places: dict[bytes, Place]) -> None:
        """Remembers how far outboxes got."""
        self._link.executemany(
            statements.KEEP_PLACE,
            [(box, at.device, at.seq, at.rated_ms) for box, at in places.items()],
        )

    def keep_contacts(self, devices: Iterable[int], at_ms: int) -> None:
        """Remembers that these devices were heard of."""
        self._link.executemany(statements.KEEP_CONTACT, [(device, at_ms) for device in devices])

    def _next_id(self) -> int:
        found = self._link.execute(statements.LAST_ID).fetchone()
        return 1 if found is None else int(found[0]) + 1

    def _value(self, query: str) -> int | str:
        value: int | str = self._link.execute(query).fetchone()[0]
        return value

    def _among(self, query: str, values: Iterable[bytes], *, times_used: int = 1) -> list[Any]:
        chosen = list(values)
        if not chosen:
            return []
        marks = ", ".join("?" * len(chosen))
        return self._link.execute(query.format(marks), chosen * times_used).fetchall()


def _identity(path: Path) -> tuple[int, int]:
    """Which file it is, so that one put in its place by a restore is noticed."""
    try:
        found = path.stat()
    except FileNotFoundError:
        raise sqlite3.OperationalError("the database file is gone") from None
    return found.st_dev, found.st_ino


def _known(row: Sequence[Any]) -> Known:
    _, content, lookup_hash, has_text, *text, rated_ms, outbox, seq, recorded, contact = row
    return Known(
        content=content,
        lookup_hash=lookup_hash,
        has_text=bool(has_text),
        text=(text[0], text[1]) if text[2] is not None else None,
        times=(rated_ms, outbox, seq) if recorded is not None else None,
        contact=contact,
    )


def _ticket(row: Sequence[Any]) -> TicketCard:
    identity, code_tag, number_tag, counter, field, late, minted_at, expires_at, used = row
    return TicketCard(
        id=identity,
        code_tag=code_tag,
        number_tag=number_tag,
        counter=counter,
        field=field,
        late=bool(late),
        minted_ms=_ms(minted_at),
        expires_ms=_ms(expires_at),
        used=bool(used),
    )


def _ms(stored: str) -> int:
    return times.to_ms(datetime.fromisoformat(stored).replace(tzinfo=UTC))


def _columns(number: int, rating: NewRating) -> tuple[object, ...]:
    """Values of `statements.RATING_COLUMNS`."""
    return (number, *_plain(rating), *map(int, _small(rating)), int(rating.text is not None))


def _sent(rating: NewRating) -> tuple[object, ...]:
    sent = rating.sent
    return sent.arrived_ms, sent.rated_ms, sent.sent_ms, sent.device, sent.outbox, sent.seq
