"""What a store of ratings does, and what all of them do alike; one class for each database.

Between `begin` and `commit` or `rollback` a group is judged. On SQLite what is read meanwhile
cannot change before `commit`; on PostgreSQL another process may be faster, and `commit` says so.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any, ClassVar

from nucuoi.foundation import clock
from nucuoi.ratings.intake import loading, statements
from nucuoi.ratings.intake.registry import Snapshot
from nucuoi.ratings.intake.rows import Changes, Known, Met, NewRating, Place, Sought, TicketCard
from nucuoi.ratings.rules import times

plain_values, small_values = attrgetter(*statements.PLAIN), attrgetter(*statements.SMALL)


class Unavailable(Exception):
    """The database cannot take anything now, or would not keep it; the connection is of no more use."""


class Overtaken(Exception):
    """Another process took an id, a receipt or a ticket of this group first, or the version moved.

    The group is judged anew.
    """


class Store(ABC):
    """One connection, used by one thread.

    Attributes:
        faults: What every method raises when the database cannot go on.
    """

    faults: ClassVar[tuple[type[Exception], ...]]

    @abstractmethod
    def begin(self) -> None:
        """Begins a group."""

    @abstractmethod
    def commit(self, changes: Changes) -> None:
        """Stores what a group leaves behind, and ends it: the disk has all of it when this returns.

        Raises:
            Overtaken: If another process stored one of its ratings meanwhile, or moved the version;
                nothing was stored.
        """

    @abstractmethod
    def rollback(self) -> None:
        """Ends a group that leaves nothing behind."""

    @abstractmethod
    def close(self) -> None:
        """Gives the connection back; what was not committed is undone."""

    @abstractmethod
    def fetch(self, statement: str, *values: object) -> list[Any]:
        """The rows of a statement; `?` stands for a value."""

    @abstractmethod
    def among(self, statement: str, values: list[bytes]) -> list[Any]:
        """The rows of a statement in which `{0}` stands for "is one of these values"."""

    def version(self) -> int:
        """The present intake version; 0 before anything was entered."""
        return int(self.fetch(statements.VERSION)[0][0])

    def snapshot(self) -> Snapshot:
        """All that intake must know of the organisation, as of now."""
        return loading.load(self.fetch, self.version())

    def met(self, sought: Sought) -> Met:
        """What is stored already of what a group may meet.

        Ids after receipts and tickets: who meets her own rating there, stored meanwhile by another
        process, must find it here too and be told that it is a duplicate.
        """
        return Met(
            version=self.version(),
            tickets=self.tickets(sought.tags),
            taken=self.taken(sought.lookup_hashes),
            known=self.known(sought.uuids),
            places=self.places(sought.outboxes),
        )

    def known(self, uuids: Iterable[bytes]) -> dict[bytes, Known]:
        """What is stored under these ids."""
        return {row[0]: _known(row) for row in self._among(statements.KNOWN, uuids)}

    def taken(self, lookup_hashes: Iterable[bytes]) -> set[bytes]:
        """Which of these receipts belong to a stored rating."""
        return {row[0] for row in self._among(statements.TAKEN, lookup_hashes)}

    def tickets(self, tags: Iterable[bytes]) -> list[TicketCard]:
        """Tickets whose code or number has one of these tags, oldest first."""
        return [_ticket(row) for row in self._among(statements.TICKETS, tags)]

    def places(self, outboxes: Iterable[bytes]) -> dict[bytes, Place]:
        """How far these outboxes got."""
        return {row[0]: Place(*row[1:]) for row in self._among(statements.PLACES, outboxes)}

    def signed_on(self, counter: int, at_ms: int) -> int | None:
        """The official who was signed on at the counter; None = nobody."""
        at = str(clock.from_ms(at_ms).replace(tzinfo=None))
        found = self.fetch(statements.SIGNED_ON, counter, at, at)
        return int(found[0][0]) if found else None

    def rostered(self, counter: int, day: int, half: int) -> tuple[int | None] | None:
        """The roster's word for that half-day, `(None,)` = nobody; None = it has none."""
        on = clock.day_of(day).isoformat()
        found: list[tuple[int | None]] = self.fetch(statements.ROSTERED, counter, on, half)
        return found[0] if found else None

    def _among(self, statement: str, values: Iterable[bytes]) -> list[Any]:
        chosen = list(values)
        return self.among(statement, chosen) if chosen else []


def place_rows(changes: Changes) -> list[tuple[object, ...]]:
    """Rows of `KEEP_PLACE`; always in one order, so that no two processes wait for each other."""
    return [(box, at.device, at.seq, at.rated_ms) for box, at in sorted(changes.places.items())]


def contact_rows(changes: Changes) -> list[tuple[object, ...]]:
    """Rows of `KEEP_CONTACT`, likewise."""
    return [(device, changes.heard_ms) for device in sorted(changes.devices)]


def sent_values(rating: NewRating) -> tuple[object, ...]:
    """How and when it was sent, as the columns of `ratings_intakerecord`."""
    sent = rating.sent
    return sent.arrived_ms, sent.rated_ms, sent.sent_ms, sent.device, sent.outbox, sent.seq


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
    identity, code_tag, number_tag, counter, field, late, minted_at, expires_at, sheet, used = row
    return TicketCard(
        id=identity,
        code_tag=code_tag,
        number_tag=number_tag,
        counter=counter,
        field=field,
        late=bool(late),
        minted_ms=_ms(minted_at),
        expires_ms=_ms(expires_at),
        printed=sheet is not None,
        used=bool(used),
    )


def _ms(stored: str) -> int:
    return times.to_ms(datetime.fromisoformat(stored).replace(tzinfo=UTC))
