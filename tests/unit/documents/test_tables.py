"""Tables become files that Excel opens rightly, whatever the text begins with."""

import csv
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from nucuoi.documents.comma_file import write_csv
from nucuoi.documents.table import Cell, Column, Table
from nucuoi.documents.workbook import write_xlsx

HOSTILE = [
    "=1+1",
    "+84 204 385 1234",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =cmd|'/c calc'!A1",
    "{=1+1}",
    "http://vi.du/",
]
PEACEFUL: list[list[Cell]] = [
    ["Phường Trần Nguyên Hãn", 5, date(2026, 5, 15), None],
    ['có dấu ; và " và\nxuống dòng', 0, date(2021, 1, 1), 10],
]
COLUMNS = [Column("Đơn vị", 30), Column("Mức"), Column("Ngày"), Column("Số")]


def test_excel_takes_the_diacritics_and_the_columns(tmp_path: Path) -> None:
    """UTF-8 with a mark, semicolons, days as they are written here, line ends of Windows."""
    write_csv(Table("Bảng", COLUMNS, PEACEFUL[:1]), tmp_path / "bang.csv")

    text = "Đơn vị;Mức;Ngày;Số\r\nPhường Trần Nguyên Hãn;5;15/05/2026;\r\n"
    assert (tmp_path / "bang.csv").read_bytes() == b"\xef\xbb\xbf" + text.encode()


def test_a_comma_file_is_read_back_as_it_was(tmp_path: Path) -> None:
    """Separators, quotes and line ends inside a cell stay inside it."""
    write_csv(Table("Bảng", COLUMNS, PEACEFUL), tmp_path / "bang.csv")

    with (tmp_path / "bang.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file, delimiter=";"))
    assert lines[2] == [PEACEFUL[1][0], "0", "01/01/2021", "10"]


@pytest.mark.parametrize("text", HOSTILE[:-2])
def test_nothing_in_a_comma_file_is_computed(tmp_path: Path, text: str) -> None:
    """A cell that a spreadsheet would compute has an apostrophe before it."""
    write_csv(Table("Bảng", COLUMNS[:1], [[text]]), tmp_path / "bang.csv")

    with (tmp_path / "bang.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file, delimiter=";"))[1] == [f"'{text}"]


def test_a_workbook_keeps_text_numbers_and_days(tmp_path: Path) -> None:
    """Text is text and never a formula or a link, numbers are numbers, days are days."""
    hostile: list[list[Cell]] = [[text, 1, date(2026, 1, 1), 1] for text in HOSTILE]
    rows = [*PEACEFUL, *hostile]
    write_xlsx(Table("Bảng", COLUMNS, rows), tmp_path / "bang.xlsx")

    (sheet,) = CalamineWorkbook.from_path(tmp_path / "bang.xlsx").sheet_names
    found = CalamineWorkbook.from_path(tmp_path / "bang.xlsx").get_sheet_by_name(sheet).to_python()
    assert found[0] == [column.title for column in COLUMNS]
    assert found[1] == ["Phường Trần Nguyên Hãn", 5.0, date(2026, 5, 15), ""]
    assert [row[0] for row in found[3:]] == HOSTILE


def test_a_full_sheet_goes_on_in_the_next(tmp_path: Path) -> None:
    """Every sheet begins with the head; no row is lost or doubled at the border."""
    rows = [[str(number), number, None, None] for number in range(25)]
    write_xlsx(Table("Bảng", COLUMNS, rows), tmp_path / "bang.xlsx", most_rows=11)

    book = CalamineWorkbook.from_path(tmp_path / "bang.xlsx")
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    assert book.sheet_names == ["Bảng", "Bảng (2)", "Bảng (3)"]
    assert all(sheet[0][0] == "Đơn vị" for sheet in sheets)
    assert [row[1] for sheet in sheets for row in sheet[1:]] == list(range(25))


def test_an_empty_table_has_its_head(tmp_path: Path) -> None:
    """Both kinds of file say what would have stood there."""
    for write, name in ((write_csv, "bang.csv"), (write_xlsx, "bang.xlsx")):
        write(Table("Bảng", COLUMNS, []), tmp_path / name)

    (sheet,) = CalamineWorkbook.from_path(tmp_path / "bang.xlsx").sheet_names
    book = CalamineWorkbook.from_path(tmp_path / "bang.xlsx")
    assert book.get_sheet_by_name(sheet).to_python()[0][0] == "Đơn vị"
    assert len((tmp_path / "bang.csv").read_text().splitlines()) == 1
