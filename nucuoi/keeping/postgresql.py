"""PostgreSQL's own programs for copying a database, and a scratch database for the drill."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

from django.db import DatabaseError, connection

from nucuoi.foundation.postgresql import address_of
from nucuoi.keeping.errors import Damaged, KeepingRefused

_TABLES = (
    "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
)
_DEBIAN = Path("/usr/lib/postgresql/15/bin")
_SCRATCH = "_dien_tap"
"""Behind the name of the database: the one that a drill makes and throws away."""


def dump(to: Path, snapshot: str) -> None:
    """Writes the database as a transaction of that exported snapshot sees it, in pg_dump's format.

    Raises:
        KeepingRefused: If the program is missing or fails.
    """
    options = ("--format=custom", "--compress=0", "--no-owner", "--no-privileges")
    said = _run("pg_dump", *options, f"--snapshot={snapshot}", f"--file={to}")
    if said is not None:
        raise KeepingRefused(f"Không sao chép được cơ sở dữ liệu: {said}")


def put_back(dumped: Path) -> None:
    """Fills the empty database of the settings from a dump, all of it or nothing.

    Raises:
        KeepingRefused: If the database is not empty or the program is missing.
        Damaged: If the dump cannot be read to its end.
    """
    check_empty(_address())
    options = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
    said = _run("pg_restore", *options, str(dumped))
    if said is not None:
        raise Damaged(f"pg_restore báo: {said}")
    dumped.unlink()


def check_empty(address: dict[str, str]) -> None:
    """Whether a dump could be put back; needs no settings of Django.

    Args:
        address: What libpq needs to reach the database.

    Raises:
        KeepingRefused: If there is a table in it already, or it does not answer.
    """
    import psycopg

    try:
        with psycopg.connect(**address) as link:  # type: ignore[arg-type]  # libpq takes text
            [found] = link.execute(_TABLES).fetchone() or [0]
    except psycopg.OperationalError as fault:
        raise KeepingRefused(f"Không kết nối được cơ sở dữ liệu: {fault}") from fault
    if found:
        raise KeepingRefused(
            f"Cơ sở dữ liệu {address['dbname']} không trống. Chỉ phục hồi vào cơ sở dữ liệu trống: "
            "hãy tạo một cơ sở dữ liệu mới và sửa DATABASE_URL."
        )


@contextmanager
def scratch() -> Iterator[str]:
    """The URL of an empty database beside that of the settings, thrown away at the end.

    Raises:
        KeepingRefused: If it cannot be made.
    """
    name = f"{connection.settings_dict['NAME']}{_SCRATCH}"
    try:
        _throw_away(name)
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {_quoted(name)} TEMPLATE template0")
    except DatabaseError as fault:
        raise KeepingRefused(f"Không tạo được cơ sở dữ liệu tạm để diễn tập: {fault}") from fault
    try:
        yield _url(name)
    finally:
        _throw_away(name)


def _throw_away(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {_quoted(name)} WITH (FORCE)")


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _url(name: str) -> str:
    return f"postgresql:///?{urlencode(_address() | {'dbname': name}, quote_via=quote)}"


def _place() -> str:
    """How the programs reach the database; the password goes by the environment, which `ps` hides."""
    from psycopg.conninfo import make_conninfo

    return make_conninfo(**{key: one for key, one in _address().items() if key != "password"})


def _address() -> dict[str, str]:
    return address_of(connection.settings_dict)


def _run(program: str, *arguments: str) -> str | None:
    """Runs one of the programs; None when all went well, else the first line of what it said."""
    found = shutil.which(program) or shutil.which(program, path=_DEBIAN)
    if found is None:
        raise KeepingRefused(f"Thiếu chương trình {program}; hãy cài gói postgresql-client-15.")
    done = subprocess.run(  # noqa: S603  # PostgreSQL's own program
        [found, "--no-password", f"--dbname={_place()}", *arguments],
        env={**os.environ, "PGPASSWORD": _address().get("password", "")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return None
    return (done.stderr.strip() or f"mã {done.returncode}").splitlines()[0]
