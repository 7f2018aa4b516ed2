"""Emptying the database between tests that commit, append-only tables included."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from django.db import connection

from nucuoi.organisation.queries.intake import forget_kept

Flush = Callable[[Any, Sequence[str]], None]


@pytest.fixture(autouse=True, scope="session")
def emptying() -> Iterator[None]:
    """Lets Django's flush empty tables whose triggers refuse every DELETE; they stand again after it."""
    operations = type(connection.ops)
    flush: Flush = operations.execute_sql_flush
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "execute_sql_flush", lambda ops, sql: _unguarded(flush, ops, sql))
        yield


def _unguarded(flush: Flush, operations: Any, statements: Sequence[str]) -> None:
    forget_kept()
    if operations.connection.vendor != "sqlite":
        flush(operations, _of_a_replica(operations.connection))
        return
    with operations.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
    dropped = [f"DROP TRIGGER {name}" for name, _ in triggers]
    flush(operations, [*dropped, *statements, *(sql for _, sql in triggers)])


def _of_a_replica(database: Any) -> list[str]:
    """Empties the tables that have rows: to truncate all of them takes ten times as long.

    Triggers of a replica do not fire; the tests' own server lets its superuser say so.
    """
    tables = database.introspection.django_table_names(only_existing=True, include_views=False)
    asked = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})"  # noqa: S608  # Django's own names
        for table in sorted(set(tables) - {"django_migrations"})
    )
    with database.cursor() as cursor:
        cursor.execute(asked)
        emptied = [f"DELETE FROM {table}" for (table,) in cursor.fetchall()]  # noqa: S608  # the same
    replica = "SET session_replication_role = replica"
    return [replica, *emptied, "RESET session_replication_role"]
