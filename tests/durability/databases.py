"""The database under an installation: how it is reached, and how it is killed where it is a program."""

import os
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Protocol

import psycopg

from tests import cluster

Row = tuple[Any, ...]
_SETTINGS = {"listen_addresses": "", "recovery_init_sync_method": "syncfs"}
"""After a crash the file system is flushed once, as the server offers, not each of 2,000 files."""
_PATIENCE_S = 60.0


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
        """It lies where the product expects it, whatever database these tests themselves are on."""
        return {"DATABASE_URL": ""}

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


class Cluster:
    """A PostgreSQL of the test's own, flushing as in production, whose every process can be killed.

    Args:
        folder: An empty one that `server_folder` made.
        log: The same for its write-ahead log; None = beside the data.
    """

    name = "PostgreSQL"

    def __init__(self, folder: Path | None = None, log: Path | None = None) -> None:
        self._folder = folder or server_folder()
        self._server: subprocess.Popen[bytes] | None = None
        cluster.initialise(self._folder, log)

    def environment(self) -> dict[str, str]:
        """Its URL."""
        return {"DATABASE_URL": self._url("nucuoi")}

    def rows(self, *queries: str) -> list[list[Row]]:
        """The rows of each query, all of the same moment."""
        with psycopg.connect(self._url("nucuoi")) as link:
            link.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            return [link.execute(query).fetchall() for query in queries]

    def start(self) -> None:
        """Starts it, again and again while the last one's memory is still held, until it answers."""
        ends = time.monotonic() + _PATIENCE_S
        while not self._answers():
            assert time.monotonic() < ends, (self._folder / "log").read_text()
            if self._server is None or self._server.poll() is not None:
                self._server = cluster.serve(self._folder, _SETTINGS)
            time.sleep(0.02)

    def kill(self) -> bool:
        """SIGKILL for the server and all its backends at once; always True."""
        assert self._server is not None
        for pid in (self._server.pid, *_children(self._server.pid)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._server.wait()
        return True

    def pids(self) -> list[int]:
        """The server and its backends; none when it does not run."""
        if self._server is None or self._server.poll() is not None:
            return []
        return [self._server.pid, *_children(self._server.pid)]

    def stop(self) -> None:
        """Kills it and takes its folder away."""
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def checkpoint(self) -> None:
        """All that is in memory reaches the files, and files of old rows go."""
        with psycopg.connect(self._url("nucuoi"), autocommit=True) as link:
            link.execute("CHECKPOINT")

    def files(self, *but: str) -> list[bytes]:
        """What all files of the server hold, its log of messages included, but those in these folders."""
        return [
            file.read_bytes()
            for file in self._folder.rglob("*")
            if file.is_file() and not set(but) & set(file.parts)
        ]

    def _answers(self) -> bool:
        """Whether it answers; the first time its database is made."""
        try:
            with psycopg.connect(self._url("postgres"), autocommit=True) as link:
                if not link.execute(
                    "SELECT 1 FROM pg_database WHERE datname = 'nucuoi'"
                ).fetchone():
                    link.execute("CREATE DATABASE nucuoi")
        except psycopg.OperationalError:
            return False
        return True

    def _url(self, name: str) -> str:
        return f"postgresql://{cluster.OWNER}@/{name}?host={self._folder}"


def server_folder() -> Path:
    """An empty folder that the server's user can enter, as he could not below TMPDIR."""
    return Path(tempfile.mkdtemp(prefix="nucuoi-pg-", dir="/tmp"))  # a name of its own


def _children(pid: int) -> list[int]:
    """Backends make themselves leaders of groups of their own, but their parent stays."""
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    return [int(child) for child in found.stdout.split()]
