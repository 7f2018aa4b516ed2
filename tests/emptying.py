"""Emptying the database between tests that commit, append-only tables included."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from django.db import connection

from nucuoi.organisation.queries import units
from nucuoi.scores.queries.place import _kept as kept_places

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
    units._kept.cache_clear()
    kept_places.cache_clear()
    if operations.connection.vendor != "sqlite":
        # Triggers of a replica do not fire; the tests' own server lets its superuser say so.
        replica = "SET session_replication_role = replica"
        flush(operations, [replica, *statements, "RESET session_replication_role"])
        return
    with operations.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
    dropped = [f"DROP TRIGGER {name}" for name, _ in triggers]
    flush(operations, [*dropped, *statements, *(sql for _, sql in triggers)])
