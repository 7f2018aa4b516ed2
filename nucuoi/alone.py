"""One active worker over all machines: a file lock in each data folder, an advisory lock in PostgreSQL."""

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import connection

from nucuoi.foundation.postgresql import address_of

if TYPE_CHECKING:
    import psycopg

_NUMBER = 0x4E75_4375_6F69
"""Of the advisory lock; it stands for "I am the active worker of this database"."""

log = logging.getLogger(__name__)


class AlreadyRunning(Exception):
    """Another worker holds the lock of this data folder."""


class Turn:
    """Whether this worker may be active; where the data folder is all there is, always."""

    def take(self) -> bool:
        """Whether it may do something now."""
        return True

    def give_back(self) -> None:
        """Lets another worker be active."""


class SharedTurn(Turn):
    """Held by a connection of its own: whatever becomes of this process, the server gives it back.

    Args:
        address: What libpq needs to reach the database.
    """

    def __init__(self, address: dict[str, str]) -> None:
        self._address = address
        self._link: psycopg.Connection[Any] | None = None
        self._held = False
        self._told = False

    def take(self) -> bool:
        """As `Turn.take`; asks the server each time, so that a lost lock is noticed and taken anew."""
        import psycopg

        try:
            self._held = self._asked()
        except psycopg.OperationalError as fault:
            log.warning("the database does not say whose turn it is: %s", fault)
            self.give_back()
            return False
        if not self._held and not self._told:
            log.warning("another worker is active on this database; this one waits for its turn")
        self._told = not self._held
        return self._held

    def give_back(self) -> None:
        """As `Turn.give_back`."""
        self._held = False
        if self._link is not None:
            self._link.close()
            self._link = None

    def _asked(self) -> bool:
        import psycopg

        if self._link is None:
            self._link = psycopg.connect(**self._address, autocommit=True)  # type: ignore[arg-type]  # libpq takes text
        if self._held:
            found = self._link.execute("SELECT true").fetchone()
        else:
            found = self._link.execute("SELECT pg_try_advisory_lock(%s)", (_NUMBER,)).fetchone()
        return bool(found and found[0])


@contextmanager
def in_folder(lock: Path) -> Iterator[None]:
    """Holds a lock file.

    Raises:
        AlreadyRunning: If another process holds it.
    """
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise AlreadyRunning from fault
        yield


@contextmanager
def over_database() -> Iterator[Turn]:
    """The turn among all workers of the database; given back at the end."""
    shared = connection.vendor != "sqlite"
    turn = SharedTurn(address_of(connection.settings_dict)) if shared else Turn()
    try:
        yield turn
    finally:
        turn.give_back()
