"""Writing tallies: adding deltas to cells, or all cells anew."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from django.db import connection
from django.db.backends.utils import CursorWrapper

from nucuoi.scores.numbers import Numbers
from nucuoi.scores.rules.fold import Cell, DayCell, Deltas, MonthCell, WeekCell
from nucuoi.scores.rules.packed import unpack
from nucuoi.scores.rules.tally import COLUMNS
from nucuoi.scores.writing import write

_MONTHS, _WEEKS, _DAYS = "scores_monthtally", "scores_weektally", "scores_daytally"
_KEYS = {_MONTHS: MonthCell._fields, _WEEKS: WeekCell._fields, _DAYS: DayCell._fields}
_KINDS = {table: dict.fromkeys((*key, *COLUMNS), "int") for table, key in _KEYS.items()}
_AnyCell = TypeVar("_AnyCell", bound=Cell)
Rows = Mapping[str, Iterable[Sequence[int]]]
"""Rows to write by name of the table: the cell's key, then the counts in the order of `COLUMNS`."""


def rows_of(deltas: Deltas) -> Rows:
    """The deltas as rows of each table, sorted, and made while they are written: a rebuild has millions.

    Raises:
        UnknownCodes: If `organisation` does not have a code that a leaf names.
    """
    numbers = Numbers(deltas.cells())
    return {
        _MONTHS: _rows(deltas.months, numbers),
        _WEEKS: _rows(deltas.weeks, numbers),
        _DAYS: _rows(deltas.days, numbers),
    }


def made(rows: Rows) -> Rows:
    """The same rows, all of them made now: before a transaction rather than in it."""
    return {table: list(found) for table, found in rows.items()}


def add(rows: Rows) -> None:
    """Adds rows of deltas to the tallies, in the caller's transaction."""
    with connection.cursor() as cursor:
        for table, found in rows.items():
            write(cursor, table, _KINDS[table], found, _summing(table))


def replace(rows: Rows) -> None:
    """Empties the tallies and writes these rows, in the caller's transaction."""
    with connection.cursor() as cursor:
        for table, found in rows.items():
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608  # our own names
            if connection.vendor == "sqlite":
                write(cursor, table, _KINDS[table], found)
            else:
                _copy(cursor, table, found)


def _copy(cursor: CursorWrapper, table: str, rows: Iterable[Sequence[int]]) -> None:
    """Writes rows into an empty table of PostgreSQL, where nothing can be in their place."""
    into = f"COPY {table} ({', '.join(_KINDS[table])}) FROM STDIN"
    with connection.wrap_database_errors, cursor.copy(into) as copy:
        for row in rows:
            copy.write("\t".join(map(str, row)) + "\n")


def _rows(cells: Mapping[_AnyCell, int], numbers: Numbers) -> Iterator[list[int]]:
    """In the order of their keys: an index then grows at its end, else it is written all over."""
    for cell in sorted(cells):
        yield [*numbers.key(cell), *unpack(cells[cell])]


def _summing(table: str) -> str:
    sums = ", ".join(f"{column} = {table}.{column} + excluded.{column}" for column in COLUMNS)
    return f"ON CONFLICT ({', '.join(_KEYS[table])}) DO UPDATE SET {sums}"
