"""A PostgreSQL server of our own for the length of a case, durable as in production."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from nucuoi.bench.errors import BenchFailed
from nucuoi.bench.program import Program, as_user, free_port, run

_BIN = Path("/usr/lib/postgresql/15/bin")
_OWNER = "postgres"
_READY_S = 60.0
_INITDB = (
    "-A trust -E UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=vi -U postgres".split()
)


@contextmanager
def cluster(kept: Path | None = None) -> Iterator[tuple[Program, str]]:
    """A running server with `fsync` on and an empty database.

    Args:
        kept: Folder in which it stays, and from which it goes on; None = nothing of it is left.

    Yields:
        The server and the address of its database, as `DATABASE_URL` takes it.

    Raises:
        BenchFailed: If PostgreSQL 15 is not installed, or does not start.
    """
    if not (_BIN / "initdb").exists():
        raise BenchFailed("Chưa cài PostgreSQL 15 (gói postgresql-15).")
    with ExitStack() as closing:
        folder = kept or Path(
            closing.enter_context(tempfile.TemporaryDirectory(prefix="nucuoi-bench-pg-"))
        )
        folder.mkdir(exist_ok=True)
        _hand_over(folder)
        server, port = closing.enter_context(_server(folder))
        yield server, f"postgresql://{_OWNER}@127.0.0.1:{port}/nucuoi"


@contextmanager
def _server(folder: Path) -> Iterator[tuple[Program, int]]:
    be_owner, environment, port = as_user(_OWNER), dict(os.environ), free_port()
    base = folder / "base"
    new = not base.exists()
    if new:
        run([*be_owner, f"{_BIN}/initdb", *_INITDB, "--no-sync", "-D", str(base)], environment)
    options = [
        f"-cport={port}",
        "-clisten_addresses=127.0.0.1",
        f"-cunix_socket_directories={folder}",
    ]
    server = Program(
        [*be_owner, f"{_BIN}/postgres", "-D", str(base), *options], environment, folder / "log"
    )
    try:
        server.wait_for_port(port)
        where = [f"--username={_OWNER}", f"--host={folder}", f"--port={port}"]
        _wait_until_ready(server, where)
        if new:
            run([*be_owner, f"{_BIN}/createdb", *where, "nucuoi"], environment)
        yield server, port
    finally:
        server.stop()


def _wait_until_ready(server: Program, where: list[str]) -> None:
    """It listens before it takes anybody in."""
    deadline = time.monotonic() + _READY_S
    asked = [f"{_BIN}/pg_isready", "--quiet", *where]
    while subprocess.run(asked, check=False).returncode:  # noqa: S603  # our own command
        server.check(deadline)
        time.sleep(0.05)


def _hand_over(folder: Path) -> None:
    """PostgreSQL refuses to run as root: its folder then belongs to its own user."""
    if os.geteuid() == 0:
        shutil.chown(folder, _OWNER, _OWNER)
