"""Writing many rows at once: a statement for thousands of them where a statement is a journey."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

_AT_ONCE = 10_000


def write(
    cursor: CursorWrapper,
    table: str,
    columns: Mapping[str, str],
    rows: Iterable[Sequence[Any]],
    conflict: str = "",
) -> None:
    """Writes rows some thousands at a time; PostgreSQL takes them as one array for each column.

    Args:
        columns: PostgreSQL's type of each by its name; of its values `str` must write what that
            type reads, and none may be None.
        conflict: What happens when a row is there already; empty = an error.
    """
    into = f"INSERT INTO {table} ({', '.join(columns)})"
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        if connection.vendor == "sqlite":
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"{into} VALUES ({marks}) {conflict}", some)
        else:
            arrays = ", ".join(f"%s::{kind}[]" for kind in columns.values())
            given = f"SELECT * FROM unnest({arrays})"  # noqa: S608  # marks only
            values = map(_array, columns.values(), zip(*some, strict=True))
            cursor.execute(f"{into} {given} {conflict}", list(values))


def _array(kind: str, values: Iterable[Any]) -> str:
    """As PostgreSQL reads it; the driver looks at each value for longer than it takes to write it."""
    written = map(str, values)
    return f"{{{','.join(written if kind == 'int' else map(_quoted, written))}}}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
