"""The stand a case is measured on: an installation of its own in a temporary folder."""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from nucuoi.bench.cluster import cluster
from nucuoi.bench.program import Program, free_port, run

Database = Literal["sqlite", "postgresql"]
DATABASES: tuple[Database, ...] = ("sqlite", "postgresql")
_PYTHON = (sys.executable, "-m")


@dataclass(slots=True)
class Stand:
    """A migrated, empty installation; nothing of it runs yet but the database server.

    Attributes:
        environment: What its programs see.
        server: The database server; None = SQLite, which has none.
    """

    database: Database
    folder: Path
    environment: Mapping[str, str]
    server: Program | None = None
    _closing: ExitStack = field(default_factory=ExitStack)

    def run(self, *arguments: str) -> str:
        """Runs `python -m …` on this installation to its end; returns what it printed."""
        return run([*_PYTHON, *arguments], self.environment)

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


@contextmanager
def stand(database: Database) -> Iterator[Stand]:
    """A fresh stand; nothing of it is left afterwards.

    Raises:
        BenchFailed: If it cannot be set up.
    """
    with ExitStack() as closing:
        folder = Path(closing.enter_context(tempfile.TemporaryDirectory(prefix="nucuoi-bench-")))
        server, url = None, None
        if database == "postgresql":
            server, url = closing.enter_context(cluster())
        made = Stand(database, folder, _environment(folder, url), server, closing)
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
