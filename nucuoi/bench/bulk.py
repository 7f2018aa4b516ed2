"""Writing many rows at once into an installation that nobody else uses."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

_FAST = (
    "PRAGMA journal_mode = DELETE",
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -1500000",
)


@contextmanager
def unguarded() -> Iterator[None]:
    """Within it SQLite keeps no journal: whatever breaks off leaves a database to throw away.

    PostgreSQL stays as it is: COPY needs no such thing.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        for pragma in _FAST:
            cursor.execute(pragma)
    with transaction.atomic():
        yield
    connection.close()


def write(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Adds rows to a table, by COPY where there is one."""
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608  # our own names
            return
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def empty(tables: Sequence[str]) -> None:
    """Removes all rows of some tables, in this order."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608  # our own names


def count_on(table: str, last_id: int) -> None:
    """Tells the database which number its own next row of a table gets."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence VALUES (%s, %s)", [table, last_id])
        else:
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, last_id])
