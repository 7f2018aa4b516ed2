"""Data folders as an installation has them, for tests of backup, restore and upgrade."""

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection
from django.test import override_settings

from nucuoi.keeping import upgrade
from nucuoi.ratings.intake import desk
from tests import cluster, own_database
from tests.own_database import FILE, copy_of, empty_database, migrated_one, pointed_at, url_of

OLDER = Path(__file__).parent / "vectors" / "older_folder"
"""A folder that an earlier state of the product really wrote: 14 ratings, 12 of them sealed."""

FIRST_RELEASE = OLDER.with_name("first_release")
"""A folder that version 0.1.0 wrote, and every request that was sent to it: by the phone page with
and without JavaScript, and as a tablet sends them; 10 ratings, 8 of them sealed."""

ON_POSTGRESQL = OLDER.with_name("on_postgresql")
"""What a still earlier installation with PostgreSQL held when it was stopped: a dump, the keys, the
published log; 11 ratings, 9 of them sealed, and a day of the journal committed as a day."""

_databases: dict[Path, str] = {}
"""With PostgreSQL, the database that belongs to each folder."""


@contextmanager
def at_folder(data: Path) -> Iterator[Path]:
    """Makes a folder that of the settings: database, keys, backups, intake; back again afterwards."""
    desk.close()
    try:
        with (
            pointed_at(database_of(data)),
            override_settings(DATA=data, KEYS=data / "keys", OPEN_LIMIT_PER_MINUTE=0),
        ):
            yield data
            desk.close()
    finally:
        desk.close()


def new_folder(data: Path) -> Path:
    """A folder that has just been started for the first time."""
    data.mkdir()
    _databases[data] = copy_of(migrated_one(), data)
    with at_folder(data):
        upgrade.stamp()
    return data


def database_of(data: Path) -> str:
    """The name of the database of a folder; with PostgreSQL made empty when it has none yet."""
    if connection.vendor == "sqlite":
        return str(data / FILE)
    if data not in _databases:
        _databases[data] = empty_database(data)
    return _databases[data]


def older_folder(data: Path, of: Path = OLDER) -> Path:
    """A frozen folder: that of an earlier state of the product, or another one of `vectors`."""
    secrets = json.loads((of / "secrets.json").read_text())
    (data / "keys").mkdir(parents=True)
    _fill(data, of / "database.sql")
    if (of / "log").exists():
        shutil.copytree(of / "log", data / "log")
    for name, content in secrets["keys"].items():
        (data / "keys" / name).write_text(content)
    if version := secrets.get("version"):
        (data / "keeping").mkdir()
        (data / "keeping" / "version.json").write_text(json.dumps(version))
    return data


def older_token(of: Path = OLDER) -> str:
    """The token of the tablet of a frozen folder."""
    token: str = json.loads((of / "secrets.json").read_text())["token"]
    return token


def environment_of(data: Path) -> dict[str, str]:
    """What programs must be told to run on a folder and its database."""
    told = {"NUCUOI_DATA": str(data), "DJANGO_SETTINGS_MODULE": "nucuoi.settings"}
    if connection.vendor != "sqlite":
        told["DATABASE_URL"] = url_of(database_of(data))
    return told


def value(data: Path, statement: str) -> int:
    """A number from the folder's database."""
    with pointed_at(database_of(data)):
        return own_database.value(statement)


def execute(data: Path, statement: str) -> None:
    """Changes the folder's database behind everybody's back."""
    with pointed_at(database_of(data)), own_database.other_connection() as link:
        link.execute(statement)


def _fill(data: Path, dump: Path) -> None:
    """Writes a frozen dump into the empty database of a folder: SQLite's or PostgreSQL's."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(data / FILE)) as link:
            link.executescript(dump.read_text())
        return
    order = [
        str(cluster.BIN / "psql"),
        "-qX",
        "-v",
        "ON_ERROR_STOP=1",
        "-d",
        url_of(database_of(data)),
    ]
    subprocess.run([*order, "-f", dump], check=True, stdout=subprocess.DEVNULL)
