"""The database under an installation: how it is reached, and how it is killed where it is a program."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

Row = tuple[Any, ...]


class Database(Protocol):
    """What an installation under test needs of its database."""

    name: str

    def environment(self) -> dict[str, str]:
        """Variables by which the product finds it."""

    def rows(self, *queries: str) -> list[list[Row]]:
        """The rows of each query, all of the same moment."""

    def start(self) -> None:
        """Starts it; returns when it answers."""

    def kill(self) -> bool:
        """SIGKILL; False where there is no program to kill."""

    def stop(self) -> None:
        """Ends it for good."""


class SqliteFile:
    """The database of one machine: a file in the data folder, nothing that runs by itself."""

    name = "SQLite"

    def __init__(self, data: Path) -> None:
        self._file = data / "nucuoi.sqlite3"

    def environment(self) -> dict[str, str]:
        """It lies where the product expects it."""
        return {}

    def rows(self, *queries: str) -> list[list[Row]]:
        """The rows of each query, all of the same moment."""
        with closing(sqlite3.connect(self._file, timeout=20, isolation_level=None)) as link:
            link.execute("BEGIN")
            return [link.execute(query).fetchall() for query in queries]

    def start(self) -> None:
        """There is nothing to start."""

    def kill(self) -> bool:
        """There is nothing to kill."""
        return False

    def stop(self) -> None:
        """There is nothing to stop."""
