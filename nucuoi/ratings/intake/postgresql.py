"""The store on PostgreSQL: the writer's own connection, and what "durable" means there.

Several processes write at once. What two of them took for new is decided by the unique indexes:
`insert` leaves out what another transaction stored first, says so, and the group is judged anew.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import psycopg
from psycopg import errors
from psycopg.types.string import TextLoader

from nucuoi.ratings.intake import statements
from nucuoi.ratings.intake.rows import NewRating
from nucuoi.ratings.intake.store import (
    Overtaken,
    Store,
    Unavailable,
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

_RATING = ", ".join((*statements.COLUMNS, "has_text"))
_INSERT = f"""
    WITH given AS MATERIALIZED (
        SELECT * FROM json_to_recordset(?)
        AS given ({", ".join(f"{name} {_TYPES.get(name, 'bigint')}" for name in _GIVEN)})
    ), stored AS (
        INSERT INTO ratings_rating ({_RATING}) SELECT {_RATING} FROM given ORDER BY uuid
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
    )
    SELECT count(*) FROM stored
"""  # noqa: S608  # column names of ours
"""Everything in one statement: a round trip, and one value that the server takes apart."""

_DURABLE = """
    SELECT (
        current_setting('synchronous_commit') IN ('on', 'remote_apply')
        AND (current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on'
             OR current_setting('nucuoi.a_test_throws_this_cluster_away', true) = 'yes')
    )::int
"""
"""Whether a commit is durable now. Of the tests' own cluster, which never flushes, it is the server
that says that it will be thrown away; no setting of ours can say it."""
_VERSION = f"{statements.VERSION} UNION ALL {_DURABLE}"


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
        try:
            self._make_ready(patience_s)
        except self.faults as fault:
            self.close()
            raise Unavailable(str(fault)) from fault

    def begin(self) -> None:
        self._cursor.execute("BEGIN ISOLATION LEVEL READ COMMITTED")

    def commit(self) -> None:
        self._cursor.execute("COMMIT")

    def rollback(self) -> None:
        if not self._link.closed:
            self._cursor.execute("ROLLBACK")

    def close(self) -> None:
        self._link.close()

    def version(self) -> int:
        """As `Store.version`; read in every transaction, so that a server is refused at once.

        Raises:
            Unavailable: If the server would acknowledge what it may lose.
        """
        (number,), (durable,) = self.fetch(_VERSION)
        _check(durable)
        return int(number)

    def insert(self, ratings: Sequence[NewRating]) -> None:
        if not ratings:
            return
        rows = [dict(zip(_GIVEN, _values(rating), strict=True)) for rating in ratings]
        try:
            [(stored,)] = self.fetch(_INSERT, msgspec.json.encode(rows).decode())
        except errors.DeadlockDetected as fault:
            raise Overtaken from fault
        if stored != len(ratings):
            raise Overtaken

    def fetch(self, statement: str, *values: object) -> list[Any]:
        return self._cursor.execute(_marked(statement), values).fetchall()

    def run_many(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        for row in rows:
            self._cursor.execute(_marked(statement), row)

    def among(self, statement: str, values: list[bytes]) -> list[Any]:
        return self.fetch(statement.format("= ANY(?)"), *[values] * statement.count("{0}"))

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


def _marked(statement: str) -> str:
    """The driver's mark for a value is another; no statement holds a `?` or `%` of its own."""
    return statement.replace("?", "%s")


def _values(rating: NewRating) -> Iterable[object]:
    text = rating.text
    written = (text.remark, text.breaches, text.salt) if text else (None, None, None)
    values = (
        *plain_values(rating),
        *small_values(rating),
        text is not None,
        *sent_values(rating),
        rating.receipt_digest,
        *written,
        rating.contact,
    )
    return [f"\\x{one.hex()}" if isinstance(one, bytes) else one for one in values]
