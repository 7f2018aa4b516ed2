"""The stand a case is measured on: an installation of its own in a temporary folder."""

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import psycopg

from nucuoi.bench.cluster import cluster
from nucuoi.bench.errors import BenchFailed
from nucuoi.bench.program import Program, free_port, run

Database = Literal["sqlite", "postgresql"]
DATABASES: tuple[Database, ...] = ("sqlite", "postgresql")
_CATCH_UP_S = 120.0
_LEFT = (
    "SELECT (SELECT COUNT(*) FROM ratings_pending) + (SELECT COUNT(*) FROM ledger_leaf"
    ' WHERE "index" >= COALESCE((SELECT next_index FROM ledger_cursor'
    " WHERE follower = 'scores'), 0))"
)
_PYTHON = (sys.executable, "-m")


@dataclass(slots=True)
class Stand:
    """A migrated, empty installation; nothing of it runs yet but the database server.

    Attributes:
        environment: What its programs see.
        size: How many ratings it holds when a case fills it.
        servers: The database server; none on SQLite.
        stays: Whether it is there the next time.
    """

    database: Database
    folder: Path
    environment: Mapping[str, str]
    size: int
    servers: tuple[Program, ...] = ()
    stays: bool = False
    _closing: ExitStack = field(default_factory=ExitStack)
    _link: psycopg.Connection | None = None

    def run(self, *arguments: str) -> str:
        """Runs `python -m …` on this installation to its end; returns what it printed."""
        return run([*_PYTHON, *arguments], self.environment)

    def fill(self, *more: str, by: str = "nucuoi.bench.fill") -> None:
        """Fills it with `size` ratings, once; how far that is stands in the terminal."""
        filled = self.folder / "filled"
        if not filled.exists():
            run([*_PYTHON, by, str(self.size), *more], self.environment, silent=False)
            filled.touch()

    def start(self, *arguments: str, **more: str) -> Program:
        """Starts `python -m …` on this installation; `more` is added to what it sees.

        It is stopped when the stand is taken down.
        """
        log = self.folder / f"{len(list(self.folder.glob('*.log')))}.log"
        program = Program([*_PYTHON, *arguments], {**self.environment, **more}, log)
        self._closing.callback(program.stop)
        return program

    def serve(self, *arguments: str, **more: str) -> tuple[Program, int]:
        """Starts a program that takes `--port`, waits until it listens; returns it and its port."""
        port = free_port()
        program = self.start(*arguments, "--port", str(port), **more)
        program.wait_for_port(port)
        return program, port

    def ask(self, query: str) -> int:
        """The one number that a query gives, read on a connection of our own."""
        if self.database == "sqlite":
            path = self.folder / "data" / "nucuoi.sqlite3"
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=20)) as link:
                return int(link.execute(query).fetchone()[0])
        found = self._asked().execute(query.encode()).fetchone()
        assert found is not None
        return int(found[0])

    def wait_until_counted(self) -> None:
        """Waits until every rating is sealed and every leaf is counted.

        Raises:
            BenchFailed: If that takes more than two minutes.
        """
        deadline = time.monotonic() + _CATCH_UP_S
        while self.ask(_LEFT):
            if time.monotonic() > deadline:
                raise BenchFailed("Tiến trình nền không đuổi kịp trong khi đo.")
            time.sleep(0.05)

    def settle(self) -> None:
        """Waits as `wait_until_counted`, then has the night's figures computed.

        Else the worker would have it done a minute after its start, in the middle of a round.
        """
        self.wait_until_counted()
        self.run("nucuoi.cli", "figures")

    def _asked(self) -> psycopg.Connection:
        """Opened once: the server's work for another connection each time would be measured."""
        if self._link is None:
            link = psycopg.connect(self.environment["DATABASE_URL"], autocommit=True)
            self._link = self._closing.enter_context(closing(link))
        return self._link


@contextmanager
def stand(database: Database, size: int = 0, kept: Path | None = None) -> Iterator[Stand]:
    """A fresh stand; nothing of it is left afterwards.

    Args:
        database: On which database.
        size: How many ratings it holds when a case fills it.
        kept: Folder in which it stays instead; one that stays there already is used again.

    Raises:
        BenchFailed: If it cannot be set up.
    """
    with ExitStack() as closing:
        folder = kept or Path(
            closing.enter_context(tempfile.TemporaryDirectory(prefix="nucuoi-bench-"))
        )
        folder.mkdir(parents=True, exist_ok=True)
        servers: tuple[Program, ...] = ()
        url = None
        if database == "postgresql":
            server, url = closing.enter_context(cluster(kept and kept / "server"))
            servers = (server,)
        environment = _environment(folder, url)
        made = Stand(
            database, folder, environment, size, servers, kept is not None, _closing=closing
        )
        made.run("nucuoi.cli", "prepare", "--no-demo")
        yield made


def _environment(folder: Path, database_url: str | None) -> dict[str, str]:
    """This process's own without our settings, so that a bench is the same in every shell."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("NUCUOI_")}
    kept.pop("DATABASE_URL", None)
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "nucuoi.settings",
        "NUCUOI_DATA": str(folder / "data"),
        "NUCUOI_OPEN_LIMIT": "0",
        "NUCUOI_LOG_LEVEL": "WARNING",
        **({"DATABASE_URL": database_url} if database_url else {}),
    }
