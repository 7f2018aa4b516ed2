"""A database of its own for a test in which several connections see each other's commits.

Emptying tables between tests will not do: the database itself refuses to delete audit rows.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from django.core.management import call_command
from django.db import connection


@contextmanager
def own_database(path: Path) -> Iterator[Path]:
    """Points Django at a new migrated database at `path`; back again afterwards."""
    shutil.copy(_empty(), path)
    with _pointed_at(path):
        yield path


@cache
def _empty() -> Path:
    """A migrated database without a row, made once a process."""
    path = Path(tempfile.mkdtemp(prefix="nucuoi-test-")) / "empty.sqlite3"
    with _pointed_at(path):
        call_command("migrate", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@contextmanager
def _pointed_at(path: Path) -> Iterator[None]:
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = path
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
