"""One migrated database for the whole run: made by whoever needs it first, copied by everybody."""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psycopg

from nucuoi.foundation.postgresql import address_of

NAME = "migrated"
PLACE = "TEST_MIGRATED"
"""Where it lies; workers inherit the folder, and so do all layers of `./test`."""
_ROOT = Path(__file__).resolve().parent.parent


@cache
def file() -> Path:
    """A SQLite database with every table, and no row but those of its migrations."""
    made = Path(os.environ[PLACE]) / f"{NAME}.sqlite3"
    with _alone(made), tempfile.TemporaryDirectory(dir=made.parent) as folder:
        if not made.exists():
            _migrate({"NUCUOI_DATA": folder, "DATABASE_URL": ""})
            database = Path(folder) / "nucuoi.sqlite3"
            with closing(sqlite3.connect(database)) as link:
                link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            database.rename(made)
    return made


def folder(data: Path) -> None:
    """Puts a copy into a data folder, where the product expects its own."""
    shutil.copy(file(), data / "nucuoi.sqlite3")


@cache
def database(host: str, user: str) -> str:
    """The name of such a database on a PostgreSQL server, which nobody is connected to."""
    with _alone(Path(host) / NAME), _server(host, user) as server:
        found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone()
        if not found:
            server.execute(f"CREATE DATABASE {NAME}_half TEMPLATE template0")
            with tempfile.TemporaryDirectory() as data:
                url = f"postgresql://{user}@/{NAME}_half?host={host}"
                _migrate({"NUCUOI_DATA": data, "DATABASE_URL": url})
            server.execute(f"ALTER DATABASE {NAME}_half RENAME TO {NAME}")
    return NAME


def of_worker(settings: dict[str, Any]) -> None:
    """Gives the database of a test worker, which Django would migrate from nothing, its content.

    Args:
        settings: Of Django's database, with the name that the worker will use.
    """
    name = settings["TEST"]["NAME"] or f"test_{settings['NAME']}"
    if "sqlite" in settings["ENGINE"]:
        shutil.copy(file(), name)
        return
    address = address_of(settings)
    host, user = str(address["host"]), str(address["user"])
    with _server(host, user) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE {database(host, user)}')


@contextmanager
def _alone(made: Path) -> Iterator[None]:
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(told: dict[str, str]) -> None:
    environment = os.environ | told | {"DJANGO_SETTINGS_MODULE": "nucuoi.settings"}
    for command in ("migrate", "createcachetable"):
        subprocess.run(
            [sys.executable, "-m", "django", command, "--verbosity=0"],
            cwd=_ROOT,
            env=environment,
            check=True,
        )


@contextmanager
def _server(host: str, user: str) -> "Iterator[psycopg.Connection[tuple[Any, ...]]]":
    with psycopg.connect(host=host, user=user, dbname="postgres", autocommit=True) as link:
        yield link
