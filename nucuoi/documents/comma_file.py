"""Tables as .csv that Excel opens rightly under Vietnamese regional settings.

UTF-8 with a byte order mark, or Excel takes the diacritics for another encoding; semicolons, as the
comma is the decimal sign there; no `sep=` line, as some versions then overlook the mark.
"""

import csv
from functools import lru_cache
from pathlib import Path

from nucuoi.documents.table import Cell, Row, Table

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(table: Table, path: Path) -> None:
    """Writes a table into a file that exists or not, in constant memory; a day as 15/05/2026."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(table.titles)
        writer.writerows(map(_line, table.rows))


def _line(row: Row) -> list[str | int | None]:
    return [cell if cell is None or type(cell) is int else _text(cell) for cell in row]


@lru_cache(maxsize=10_000)
def _text(cell: Cell) -> str:
    """The cell as it is written; one that a spreadsheet would compute gets an apostrophe before it."""
    if isinstance(cell, str):
        return f"'{cell}" if cell.lstrip(" ").startswith(_BEGINS_A_FORMULA) else cell
    return "" if cell is None else f"{cell:%d/%m/%Y}"
