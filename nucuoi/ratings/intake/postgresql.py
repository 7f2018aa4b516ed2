"""The store on PostgreSQL: the writer's own connection, and what "durable" means there.

Several processes write at once. What two of them took for new is decided by the unique indexes:
`commit` stores nothing when another process stored part of a group first, says so, and the group is
judged anew. It is one statement and so a transaction by itself: each round trip wakes another
process, and lets Django's threads at the interpreter. So a group is supposed to meet nothing when
the last one that was read for met nothing; `commit` looks whether that holds.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NoReturn

import msgspec
import psycopg
from psycopg import errors
from psycopg.types.string import TextLoader

from nucuoi.ratings.intake import statements
from nucuoi.ratings.intake.rows import Changes, Met, NewRating, Sought, TicketCard
from nucuoi.ratings.intake.store import (
    Overtaken,
    Store,
    Unavailable,
    contact_rows,
    place_rows,
    plain_values,
    sent_values,
    small_values,
)

APPLICATION = "nucuoi intake"
"""What `pg_stat_activity` says of this connection."""
_CONNECT_PATIENCE_S = "4"
_SENT = ("arrived_ms", "rated_ms", "sent_ms", "device_id", "outbox", "seq")
_GIVEN = (
    *statements.COLUMNS,
    "has_text",
    *_SENT,
    "receipt_digest",
    "text",
    "breaches",
    "salt",
    "sealed",
)
"""What is given of each rating, in the order of `_values`."""

_TYPES = {
    **dict.fromkeys(("uuid", "content", "lookup_hash", "outbox", "salt", "sealed"), "bytea"),
    **dict.fromkeys(("receipt_digest",), "bytea"),
    **dict.fromkeys(("link", "text"), "text"),
    **dict.fromkeys(("disputed", "clamped", "wants_answer", "thanks", "assisted"), "boolean"),
    "has_text": "boolean",
}
"""SQL types of what is given; every other one is a whole number."""


def _rows(name: str, columns: Sequence[str]) -> str:
    """Rows of one value: JSON that the server takes apart."""
    typed = ", ".join(f"{column} {_TYPES.get(column, 'bigint')}" for column in columns)
    return f"SELECT * FROM json_to_recordset(?) AS {name} ({typed})"  # noqa: S608  # names of ours


_DURABLE = """
    SELECT (
        current_setting('synchronous_commit') IN ('on', 'remote_apply')
        AND (current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on'
             OR current_setting('nucuoi.a_test_throws_this_cluster_away', true) = 'yes')
    )::int
"""
"""Whether a commit is durable now. Of the tests' own cluster, which never flushes, it is the server
that says that it will be thrown away; no setting of ours can say it."""
_PLACE = ("outbox", "device_id", "last_seq", "last_rated_ms")
_CONTACT = ("device_id", "last_seen_ms")
_RATING = ", ".join((*statements.COLUMNS, "has_text"))
_IF_IT_HOLDS = " WHERE (SELECT holds FROM supposition)"
_STORE = f"""
    WITH given AS MATERIALIZED (
        {_rows("rating", _GIVEN)}
    ), supposition AS MATERIALIZED (
        SELECT ({statements.VERSION}) = ? AND ({_DURABLE}) = 1
            AND NOT EXISTS (SELECT 1 FROM given JOIN ratings_rating USING (uuid))
            AND NOT EXISTS (SELECT 1 FROM given JOIN ratings_rating USING (lookup_hash)) AS holds
    ), stored AS (
        INSERT INTO ratings_rating ({_RATING}) SELECT {_RATING} FROM given{_IF_IT_HOLDS} ORDER BY uuid
        ON CONFLICT DO NOTHING RETURNING id, uuid
    ), numbered AS (
        SELECT stored.id, given.* FROM stored JOIN given USING (uuid)
    ), sent AS (
        INSERT INTO ratings_intakerecord (rating_id, {", ".join(_SENT)})
        SELECT id, {", ".join(_SENT)} FROM numbered
    ), waiting AS (
        INSERT INTO ratings_pending (rating_id, receipt_digest)
        SELECT id, receipt_digest FROM numbered
    ), remarked AS (
        INSERT INTO ratings_remark (rating_id, text, breaches, salt)
        SELECT id, text, breaches, salt FROM numbered WHERE has_text
    ), reachable AS (
        INSERT INTO ratings_contactdetail (rating_id, sealed)
        SELECT id, sealed FROM numbered WHERE sealed IS NOT NULL
    ), placed AS (
        {statements.KEEP_PLACES.format(given=_rows("place", _PLACE) + _IF_IT_HOLDS)}
    ), heard AS (
        {statements.KEEP_CONTACTS.format(given=_rows("contact", _CONTACT) + _IF_IT_HOLDS)}
    )
    SELECT CASE WHEN (SELECT holds FROM supposition) THEN 1 / (count(*) = ?)::int ELSE 0 END
    FROM stored
"""  # noqa: S608  # column names of ours
"""Everything in one statement: a round trip, and one value that the server takes apart. Nothing is
stored, and 0 comes back, when the version has moved or a rating is there already; what another
process stores in this very moment only the indexes see, and an error is the only way in which a
statement can undo itself: a row too few divides by zero."""

_VERSION = f"SELECT ({statements.VERSION}), ({_DURABLE})"
_MET = f"""
    SELECT ({statements.VERSION}), ({_DURABLE}),
        ARRAY(SELECT lookup_hash FROM ratings_rating WHERE lookup_hash = ANY(?)),
        EXISTS(SELECT 1 FROM ratings_rating WHERE uuid = ANY(?))
"""  # noqa: S608  # statements of ours
"""What is read for a group that may meet something, in one round trip."""


_UNWANTED_PLANS = ("jit", "enable_seqscan", "enable_hashjoin", "enable_mergejoin")
"""All that is looked up has an index. Plans are kept as long as the connection, and the first ones
are made while tables are small: reading them whole would go on when they are not small any more."""


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
        given = {"connect_timeout": _CONNECT_PATIENCE_S, "application_name": APPLICATION} | address
        try:
            self._link = psycopg.connect(**given, autocommit=True)  # type: ignore[arg-type]  # libpq takes text
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
        given = (
            _named(_GIVEN, map(_values, changes.ratings)),
            _named(_PLACE, place_rows(changes)),
            _named(_CONTACT, contact_rows(changes)),
        )
        if any(given):
            self._store(len(changes.ratings), *map(_json, given))

    def rollback(self) -> None:
        """Nothing: what was not committed was never begun."""

    def close(self) -> None:
        self._link.close()

    def version(self) -> int:
        """As `Store.version`; read for every group, so that a server is refused at once.

        Raises:
            Unavailable: If the server would acknowledge what it may lose.
        """
        [(number, durable)] = self.fetch(_VERSION)
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
        [(number, durable, taken, repeated)] = self.fetch(_MET, hashes, uuids)
        _check(durable)
        self._version, self._quiet = number, not (taken or repeated)
        known = self.known(uuids) if repeated else {}
        return Met(number, set(taken), known, tickets, {})

    def _store(self, count: int, ratings: str, places: str, contacts: str) -> None:
        try:
            [(done,)] = self.fetch(_STORE, ratings, self._version, places, contacts, count)
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
        self._cursor.execute(f"SET lock_timeout = {round(patience_s * 1000)}")
        [(durable,)] = self.fetch(_DURABLE)
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


def _values(rating: NewRating) -> Sequence[object]:
    text = rating.text
    written = (text.remark, text.breaches, text.salt) if text else (None, None, None)
    return (
        *plain_values(rating),
        *small_values(rating),
        text is not None,
        *sent_values(rating),
        rating.receipt_digest,
        *written,
        rating.contact,
    )


def _named(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> list[dict[str, object]]:
    """Rows as JSON can hold them and the server reads them."""
    return [dict(zip(columns, map(_sendable, row), strict=True)) for row in rows]


def _sendable(value: object) -> object:
    return f"\\x{value.hex()}" if isinstance(value, bytes) else value


def _json(rows: list[dict[str, object]]) -> str:
    return msgspec.json.encode(rows).decode()
