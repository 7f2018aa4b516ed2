"""Data folders as an installation has them, for tests of backup, restore and upgrade."""

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from django.db import connection
from django.test import override_settings

from nucuoi.keeping import upgrade
from nucuoi.ratings.intake import desk

OLDER = Path(__file__).parent / "vectors" / "older_folder"
"""A folder that an earlier state of the product really wrote: 14 ratings, 12 of them sealed."""
DATABASE = "nucuoi.sqlite3"


@contextmanager
def at_folder(data: Path) -> Iterator[Path]:
    """Makes a folder that of the settings: database, keys, backups, intake; back again afterwards."""
    before = connection.settings_dict["NAME"]
    _leave(data / DATABASE)
    try:
        with override_settings(DATA=data, KEYS=data / "keys", OPEN_LIMIT_PER_MINUTE=0):
            yield data
    finally:
        _leave(before)


def new_folder(data: Path) -> Path:
    """A folder that has just been started for the first time."""
    shutil.copytree(_empty(), data)
    return data


def older_folder(data: Path) -> Path:
    """The frozen folder of an earlier state of the product."""
    (data / "keys").mkdir(parents=True)
    with closing(sqlite3.connect(data / DATABASE)) as link:
        link.executescript((OLDER / "database.sql").read_text())
    for name, content in json.loads((OLDER / "secrets.json").read_text())["keys"].items():
        (data / "keys" / name).write_text(content)
    return data


def older_token() -> str:
    """The token of the tablet of the frozen folder."""
    token: str = json.loads((OLDER / "secrets.json").read_text())["token"]
    return token


def value(data: Path, statement: str) -> int:
    """A number from the folder's database file."""
    with closing(sqlite3.connect(data / DATABASE)) as link:
        return int(link.execute(statement).fetchone()[0])


@cache
def _empty() -> Path:
    """Made once a process."""
    data = Path(tempfile.mkdtemp(prefix="nucuoi-test-")) / "var"
    data.mkdir()
    with at_folder(data):
        upgrade.bring_up_to_date(lambda _: None)
    return data


def _leave(database: Path) -> None:
    """Closes what is open and names another database."""
    desk.close()
    connection.close()
    connection.settings_dict["NAME"] = database
