"""Tables as .csv that Excel opens rightly under Vietnamese regional settings.

UTF-8 with a byte order mark, or Excel takes the diacritics for another encoding; semicolons, as the
comma is the decimal sign there; no `sep=` line, as some versions then overlook the mark.
"""

import unicodedata
from itertools import chain
from pathlib import Path

from nucuoi.documents.table import Cell, Table

_BEGINS_A_FORMULA = frozenset("=+-@")
_BLANKS_THAT_COUNT = ("\t", "\r", "\n")
"""Before a formula some programs throw these away, as they do any other blank."""
_BREAKS_A_CELL = frozenset(';"\r\n')
_KEPT = 10_000
_MARK = "\ufeff"
"""The byte order mark; `utf-8-sig` would write it too, but every row by Python code."""


def write_csv(table: Table, path: Path) -> None:
    """Writes a table into a file that exists or not, in constant memory; a day as 15/05/2026."""
    written = _Written().__getitem__
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(_MARK)
        for row in chain([table.titles], table.rows):
            file.write(";".join(map(written, row)) + "\r\n")


class _Written(dict[Cell, str]):
    """Cells as they are written; most of them come again, and are looked up."""

    def __missing__(self, cell: Cell) -> str:
        text = _quoted(_text(cell))
        if len(self) < _KEPT:
            self[cell] = text
        return text


def _text(cell: Cell) -> str:
    """The cell in words; what a spreadsheet would compute gets an apostrophe before it."""
    if isinstance(cell, str):
        return f"'{cell}" if _is_computed(cell) else cell
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float):
        return str(cell).replace(".", ",")
    return "" if cell is None else f"{cell:%d/%m/%Y}"


def _is_computed(text: str) -> bool:
    """Whether a spreadsheet might take the text for a formula; wide signs (＝) count as narrow ones."""
    first = unicodedata.normalize("NFKC", text.lstrip()[:1])
    return first in _BEGINS_A_FORMULA or text.startswith(_BLANKS_THAT_COUNT)


def _quoted(text: str) -> str:
    return text if _BREAKS_A_CELL.isdisjoint(text) else '"' + text.replace('"', '""') + '"'
