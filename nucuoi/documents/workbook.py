"""Tables as .xlsx, in constant memory; text stays text, whatever it begins with."""

from datetime import date
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from nucuoi.documents.table import Cell, Table

MOST_ROWS = 1_048_576
"""Rows of a sheet, its head included, by the format."""
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_DAY = {"num_format": "dd/mm/yyyy", "align": "left"}


def write_xlsx(table: Table, path: Path, most_rows: int = MOST_ROWS) -> None:
    """Writes a table; what one sheet cannot hold goes on in further ones, each with the head.

    Scratch files stand in the folder of `path` meanwhile.
    """
    with Workbook(str(path), {**_OPTIONS, "tmpdir": str(path.parent)}) as book:
        book.use_zip64()
        sheet, free = _sheet(book, table, 1), most_rows - 1
        day = book.add_format(_DAY)
        for number, row in enumerate(table.rows):
            place = number % free + 1
            if place == 1 and number:
                sheet = _sheet(book, table, number // free + 1)
            for column, cell in enumerate(row):
                _write(sheet, place, column, cell, day)


def _sheet(book: Workbook, table: Table, number: int) -> Worksheet:
    """A new sheet with the table's head, which stays in sight."""
    sheet: Worksheet = book.add_worksheet(table.name if number == 1 else f"{table.name} ({number})")
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
    sheet.freeze_panes(1, 0)
    bold = book.add_format({"bold": True})
    for place, title in enumerate(table.titles):
        sheet.write_string(0, place, title, bold)
    return sheet


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, day: Any) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, day)
