"""A database of its own for a test in which several connections see each other's commits.

Emptying tables between tests will not do: the database itself refuses to delete audit rows.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection

from nucuoi.foundation.postgresql import address_of
from tests import migrated

FILE = "nucuoi.sqlite3"
_numbers = count(1)


@contextmanager
def own_database(folder: Path) -> Iterator[None]:
    """Points Django, and programs started meanwhile, at a new migrated database; then back again.

    Args:
        folder: The data folder; with SQLite the database is a file in it.
    """
    name = copy_of(migrated_one(), folder)
    try:
        with pointed_at(name):
            yield
    finally:
        if connection.vendor != "sqlite":
            _on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def pointed_at(name: str) -> Iterator[None]:
    """Points Django and programs that are started at a database; back again afterwards."""
    before = _point_at(name)
    try:
        yield
    finally:
        _point_at(before)


def copy_of(template: str, folder: Path) -> str:
    """A new database with the content of another that nobody is connected to; returns its name."""
    name = new_name(folder)
    if connection.vendor == "sqlite":
        shutil.copy(template, name)
    else:
        _on_server(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return name


def empty_database(folder: Path) -> str:
    """A new database without a table; with SQLite the file is made by whoever opens it first."""
    name = new_name(folder)
    if connection.vendor != "sqlite":
        _on_server(f'CREATE DATABASE "{name}" TEMPLATE template0')
    return name


def new_name(folder: Path) -> str:
    """The name of a database that does not exist yet: with SQLite that of the file in `folder`."""
    if connection.vendor == "sqlite":
        return str(folder / FILE)
    return f"own_{os.getpid()}_{next(_numbers)}"


def rows(statement: str) -> list[tuple[Any, ...]]:
    """The rows of a statement over a new connection, as somebody else would read them."""
    with other_connection() as link:
        return list(link.execute(statement).fetchall())


def value(statement: str) -> int:
    """A number, over a new connection; 0 when there is none."""
    return int(rows(statement)[0][0] or 0)


@contextmanager
def other_connection() -> Iterator[Any]:
    """A connection of its own to the database that Django is pointed at, in autocommit."""
    with closing(_connected()) as link:
        yield link


def hold_write_lock(link: Any) -> None:
    """Opens a transaction over such a connection that lets no rating be stored until it ends."""
    if connection.vendor == "sqlite":
        link.execute("BEGIN IMMEDIATE")
    else:
        link.execute("BEGIN")
        link.execute("LOCK TABLE ratings_rating, organisation_intakeversion IN EXCLUSIVE MODE")


def _connected() -> Any:
    if connection.vendor == "sqlite":
        return sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, timeout=20)
    return psycopg.connect(**address_of(connection.settings_dict), autocommit=True)  # type: ignore[arg-type]  # libpq takes text


def migrated_one() -> str:
    """The name of the migrated database of this run, to be copied."""
    if connection.vendor == "sqlite":
        return str(migrated.file())
    address = address_of(connection.settings_dict)
    return migrated.database(address["host"], address["user"])


def _point_at(name: str) -> str:
    """Names another database to Django and to programs; returns the name of the one before."""
    before = str(connection.settings_dict["NAME"])
    connection.close()
    connection.settings_dict["NAME"] = name
    if connection.vendor != "sqlite":
        os.environ["DATABASE_URL"] = url_of(name)
    return before


def url_of(name: str) -> str:
    """The URL of another database of the same cluster."""
    address = address_of(connection.settings_dict)
    return f"postgresql://{address['user']}@/{name}?host={address['host']}"


def _on_server(statement: str) -> None:
    with psycopg.connect(url_of("postgres"), autocommit=True) as link:
        link.execute(statement)
