"""Copying the database while it is in use, and putting a copy back: one function for each kind."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from nucuoi.keeping import postgresql
from nucuoi.keeping.durable import flush
from nucuoi.keeping.errors import Damaged, KeepingRefused
from nucuoi.keeping.note import Contents

Ask = Callable[[str], list[tuple[Any, ...]]]
_MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY id"
_LAST_LEAF = 'SELECT digest FROM ledger_leaf ORDER BY "index" DESC LIMIT 1'


def copy(to: Path) -> Contents:
    """Copies the database into a new file, as it was at one moment; writers are not held up.

    Returns:
        What the copy holds, read from the copy itself.

    Raises:
        KeepingRefused: If there is nothing to copy yet.
    """
    return _COPY[connection.vendor](to)


def put_back(copied: Path) -> None:
    """Makes a copied file the database of the settings, which must be empty or not exist yet.

    Raises:
        Damaged: If the database's own check finds the copy spoiled.
        KeepingRefused: If there is something in the database already.
    """
    _PUT_BACK[connection.vendor](copied)


def contents() -> Contents:
    """What the database of the settings holds now."""
    return _contents(connection.vendor, _ask)


def _ask(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


@contextmanager
def scratch() -> Iterator[dict[str, str]]:
    """What a program's environment must hold besides, to restore into what is thrown away here.

    Raises:
        KeepingRefused: If no scratch database can be made.
    """
    if connection.vendor == "sqlite":
        yield {}
        return
    with postgresql.scratch() as url:
        yield {"DATABASE_URL": url}


def size() -> int:
    """Bytes that the database takes on the disk now."""
    return _SIZE[connection.vendor]()


def _copy_sqlite(to: Path) -> Contents:
    source_file = _sqlite_file()
    if not source_file.exists():
        raise KeepingRefused("Thư mục này chưa có dữ liệu để sao lưu.")
    to.touch(mode=0o600)
    try:
        return _copied(source_file, to)
    except sqlite3.Error as fault:
        raise KeepingRefused(f"Không sao chép được cơ sở dữ liệu: {fault}.") from fault


def _copied(source_file: Path, to: Path) -> Contents:
    with (
        closing(sqlite3.connect(source_file, timeout=20)) as source,
        closing(sqlite3.connect(to)) as target,
    ):
        # In one step: a copy in several begins anew whenever somebody writes in between. Writers go
        # on meanwhile; only the write-ahead log cannot be folded back until the copy is done.
        source.backup(target)
        return _contents("sqlite", lambda statement: target.execute(statement).fetchall())


def _copy_postgresql(to: Path) -> Contents:
    if "django_migrations" not in connection.introspection.table_names():
        raise KeepingRefused("Cơ sở dữ liệu này chưa có gì để sao lưu.")
    to.touch(mode=0o600)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        [(snapshot,)] = _ask("SELECT pg_export_snapshot()")
        # What is counted here is what the dump sees: both read under one snapshot.
        postgresql.dump(to, snapshot)
        return contents()


def _put_back_sqlite(copied: Path) -> None:
    with closing(sqlite3.connect(copied)) as link:
        try:
            [(found,)] = link.execute("PRAGMA quick_check(1)")
        except sqlite3.DatabaseError as fault:
            raise Damaged("cơ sở dữ liệu không đọc được") from fault
    if found != "ok":
        raise Damaged("cơ sở dữ liệu bị hỏng")
    place = _sqlite_file()
    os.link(copied, place)  # refuses to overwrite, which a rename would not
    copied.unlink()
    flush(place.parent)


def _size_sqlite() -> int:
    place = _sqlite_file()
    log = place.with_name(f"{place.name}-wal")
    return sum(file.stat().st_size for file in (place, log) if file.exists())


def _size_postgresql() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _sqlite_file() -> Path:
    return Path(connection.settings_dict["NAME"])


def _contents(kind: str, ask: Ask) -> Contents:
    def count(table: str) -> int:
        return int(ask(f"SELECT COUNT(*) FROM {table}")[0][0])  # noqa: S608  # names from below

    last = ask(_LAST_LEAF)
    return Contents(
        database=kind,
        migrations=tuple(f"{app}.{name}" for app, name in ask(_MIGRATIONS)),
        ratings=count("ratings_rating"),
        pending=count("ratings_pending"),
        leaves=count("ledger_leaf"),
        last_leaf=bytes(last[0][0]).hex() if last else "",
    )


_COPY = {"sqlite": _copy_sqlite, "postgresql": _copy_postgresql}
_PUT_BACK = {"sqlite": _put_back_sqlite, "postgresql": postgresql.put_back}
_SIZE = {"sqlite": _size_sqlite, "postgresql": _size_postgresql}
