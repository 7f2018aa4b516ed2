"""The store on PostgreSQL: the writer's own connection, and what "durable" means there.

Several processes write at once. What two of them took for new is decided by the unique indexes:
`commit` stores nothing when another process stored part of a group first, says so, and the group is
judged anew. It is one statement and so a transaction by itself: each round trip wakes another
process, and lets Django's threads at the interpreter. So a group is supposed to meet nothing when
the last one that was read for met nothing; `commit` looks whether that holds.
"""

from functools import cache
from typing import Any, NoReturn

import psycopg
from psycopg import errors
from psycopg.types.string import TextLoader

from nucuoi.ratings.intake import statements
from nucuoi.ratings.intake.group_statement import DURABLE, MET, STORE, VERSION, given
from nucuoi.ratings.intake.rows import Changes, Met, Sought, TicketCard
from nucuoi.ratings.intake.store import Overtaken, Store, Unavailable

APPLICATION = "nucuoi intake"
"""What `pg_stat_activity` says of this connection."""
_CONNECT_PATIENCE_S = "4"
_UNWANTED_PLANS = ("jit", "enable_seqscan", "enable_hashjoin", "enable_mergejoin")
"""All that is looked up has an index. Plans are kept as long as the connection, and the first ones
are made while tables are small: reading them whole would go on when they are not small any more.
Planning anew with the values of each group, which the server may think worth it, takes longer than
what is planned."""


class PostgresqlStore(Store):
    """As `Store`.

    Args:
        address: What libpq needs to reach the database.
        patience_s: How long a statement waits for somebody else's lock.

    Raises:
        Unavailable: If it cannot be opened, or does not keep what it commits.
    """

    faults = (
        Unavailable,
        psycopg.OperationalError,
        psycopg.InterfaceError,
        errors.ReadOnlySqlTransaction,
    )

    def __init__(self, address: dict[str, str], patience_s: float) -> None:
        wanted = {"connect_timeout": _CONNECT_PATIENCE_S, "application_name": APPLICATION} | address
        try:
            self._link = psycopg.connect(**wanted, autocommit=True)  # type: ignore[arg-type]  # libpq takes text
        except psycopg.OperationalError as fault:
            raise Unavailable(str(fault)) from fault
        self._cursor = self._link.cursor()
        self._version = 0
        self._quiet = False
        """Whether the last group that was read for met nothing."""
        self._supposed = 0
        """How many ratings of this group are supposed to be new; 0 = it was read for."""
        try:
            self._make_ready(patience_s)
        except self.faults as fault:
            self.close()
            raise Unavailable(str(fault)) from fault

    def begin(self) -> None:
        """Nothing: `commit` is a transaction by itself."""

    def commit(self, changes: Changes) -> None:
        if len(changes.ratings) < self._supposed:
            self._ask_again()
        if changes.proof:
            self._cursor.execute(statements.SAME_VERSION)
        if rows := given(changes):
            self._store(changes, *rows)

    def rollback(self) -> None:
        """Nothing: what was not committed was never begun."""

    def close(self) -> None:
        self._link.close()

    def version(self) -> int:
        """As `Store.version`; read for every group, so that a server is refused at once.

        Raises:
            Unavailable: If the server would acknowledge what it may lose.
        """
        [(number, durable)] = self.fetch(VERSION)
        _check(durable)
        return int(number)

    def met(self, sought: Sought) -> Met:
        """As `Store.met`; ids and receipts are not read when they are supposed to be new.

        `commit` looks; and unless it stores all of them, they are read after all and judged anew.
        """
        tickets = self.tickets(sought.tags)
        supposed = self._quiet and bool(sought.uuids)
        self._supposed = len(sought.uuids) if supposed else 0
        met = (
            Met(self._version, set(), {}, tickets, {}) if supposed else self._asked(sought, tickets)
        )
        met.places.update(self.places(sought.outboxes))
        return met

    def fetch(self, statement: str, *values: object) -> list[Any]:
        return self._cursor.execute(_marked(statement), values).fetchall()

    def among(self, statement: str, values: list[bytes]) -> list[Any]:
        return self.fetch(statement.format("= ANY(?)"), *[values] * statement.count("{0}"))

    def _asked(self, sought: Sought, tickets: list[TicketCard]) -> Met:
        hashes, uuids = list(sought.lookup_hashes), list(sought.uuids)
        [(number, durable, taken, repeated)] = self.fetch(MET, hashes, uuids)
        _check(durable)
        self._version, self._quiet = number, not (taken or repeated)
        known = self.known(uuids) if repeated else {}
        return Met(number, set(taken), known, tickets, {})

    def _store(self, changes: Changes, ratings: str, places: str, contacts: str) -> None:
        version, count = changes.version, len(changes.ratings)
        try:
            [(done,)] = self.fetch(STORE, ratings, version, places, contacts, count)
        except (errors.DivisionByZero, errors.DeadlockDetected):
            done = False
        if not done:
            self._ask_again()

    def _ask_again(self) -> NoReturn:
        self._quiet = False
        raise Overtaken

    def _make_ready(self, patience_s: float) -> None:
        # Dates as SQLite writes them, so that both stores read the same.
        for kind in ("date", "timestamptz"):
            self._cursor.adapters.register_loader(kind, TextLoader)
        self._cursor.execute("SET timezone = 'UTC'")
        for plan in _UNWANTED_PLANS:
            self._cursor.execute(f"SET {plan} = off")
        self._cursor.execute("SET plan_cache_mode = force_generic_plan")
        self._cursor.execute(f"SET lock_timeout = {round(patience_s * 1000)}")
        [(durable,)] = self.fetch(DURABLE)
        _check(durable)


def _check(durable: int) -> None:
    if not durable:
        raise Unavailable(
            "commits would not be durable: fsync, full_page_writes and synchronous_commit must be on"
        )


@cache
def _marked(statement: str) -> str:
    """The driver's mark for a value is another; no statement holds a `?` or `%` of its own."""
    return statement.replace("?", "%s")
