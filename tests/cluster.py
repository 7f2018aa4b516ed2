"""A PostgreSQL 15 of the tests' own: one temporary cluster, on a socket only, gone with them.

It never flushes to the disk, and says so itself in a setting of its own, without which the product
refuses a server that may lose what it acknowledged (`ratings.intake.postgresql`).
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg

from nucuoi.foundation.lifeline import end_with_parent

BIN = Path("/usr/lib/postgresql/15/bin")
OWNER = "postgres"
CHOICE = "TEST_DATABASE"
"""`TEST_DATABASE=postgresql` runs the database tests there; unset = on SQLite."""
_PATIENCE_S = 30
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "nucuoi.a_test_throws_this_cluster_away": "yes",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "max_wal_size": "1GB",
    "autovacuum": "off",
    "logging_collector": "off",
}


def url() -> str:
    """The address of the cluster of this run, started when nobody has; workers inherit it."""
    found = os.environ.get("DATABASE_URL")
    if found is None:
        found = os.environ["DATABASE_URL"] = started(_SETTINGS)
    return found


def started(settings: dict[str, str]) -> str:
    """Makes and starts a cluster with these settings; it ends with this process.

    Returns:
        A URL of its empty database `nucuoi`.
    """
    # Not below TMPDIR: that may be a folder which the server's user cannot enter.
    folder = Path(tempfile.mkdtemp(prefix="nucuoi-pg-", dir="/tmp"))  # a name of its own
    initialise(folder)
    server = serve(folder, settings)
    atexit.register(_end, server, folder)
    address = f"postgresql://{OWNER}@/nucuoi?host={folder}"
    _await(server, f"postgresql://{OWNER}@/postgres?host={folder}", folder)
    return address


def initialise(folder: Path, log: Path | None = None) -> None:
    """Makes a cluster that sorts as Viet Nam does in a folder, which becomes the server's.

    Args:
        log: An empty folder elsewhere for its write-ahead log; None = beside the data.
    """
    for place in (folder, *([log] if log else [])):
        if _is_root():
            shutil.chown(place, OWNER, OWNER)
    locale = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=vi")
    apart = (f"--waldir={log}/wal",) if log else ()
    made = ("-D", f"{folder}/data", "-A", "trust", "-U", OWNER, "-E", "UTF8", *locale, *apart)
    _run("initdb", *made)


def serve(folder: Path, settings: dict[str, str]) -> "subprocess.Popen[bytes]":
    """Starts the server of a cluster with these settings; it ends with this process."""
    given = [f"-c{name}={value}" for name, value in settings.items()]
    with (folder / "log").open("a") as log:
        return subprocess.Popen(
            [
                BIN / "postgres",
                "-D",
                f"{folder}/data",
                f"-cunix_socket_directories={folder}",
                *given,
            ],
            stdout=subprocess.DEVNULL,
            stderr=log,
            cwd="/",
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509  # no thread runs yet
            **_as_owner(),
        )


def _await(server: "subprocess.Popen[bytes]", url: str, folder: Path) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with psycopg.connect(url, autocommit=True) as link:
                link.execute("CREATE DATABASE nucuoi")
                return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise AssertionError((folder / "log").read_text())


def _run(program: str, *arguments: str) -> None:
    subprocess.run(
        [BIN / program, *arguments, "--no-sync"],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=sys.stderr,
        cwd="/",
        **_as_owner(),
    )


def _end(server: "subprocess.Popen[bytes]", folder: Path) -> None:
    """Ends the server without a checkpoint: nothing of it is kept."""
    server.send_signal(3)
    server.wait()
    shutil.rmtree(folder, ignore_errors=True)


def _is_root() -> bool:
    return os.geteuid() == 0


def _as_owner() -> dict[str, Any]:
    """The server refuses to run as root."""
    return {"user": OWNER, "group": OWNER, "extra_groups": []} if _is_root() else {}
