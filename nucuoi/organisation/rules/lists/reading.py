"""One CSV file into records, with every wrong line named."""

import csv
import io
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from nucuoi.organisation.errors import Problem

Record = TypeVar("Record")


class WrongLine(Exception):
    """A line cannot be read; its text is the Vietnamese reason."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file, by column name."""

    number: int
    cells: dict[str, str]

    def text(self, column: str, *, longest: int = 160) -> str:
        """A cell that must hold something."""
        value = self.cells[column]
        if not value:
            raise WrongLine(f"Cột {column} để trống.")
        return self._checked(column, longest)

    def optional(self, column: str, *, longest: int = 160) -> str:
        """A cell that may be empty."""
        return self._checked(column, longest)

    def one_of(self, column: str, words: Collection[str]) -> str:
        """A cell that holds one of a closed list of words."""
        value = self.text(column)
        if value not in words:
            raise WrongLine(
                f"Cột {column} ghi “{value}”, phải là một trong: {', '.join(sorted(words))}."
            )
        return value

    def day(self, column: str) -> date:
        """A cell that holds a date as `2025-07-01`."""
        value = self.text(column)
        try:
            found = date.fromisoformat(value)
        except ValueError:
            found = None
        if found is None or found.isoformat() != value:
            raise WrongLine(f"Cột {column} ghi “{value}”, phải là ngày có thật dạng 2025-07-01.")
        return found

    def optional_day(self, column: str) -> date | None:
        """A date, or None when the cell is empty."""
        return self.day(column) if self.cells[column] else None

    def _checked(self, column: str, longest: int) -> str:
        value = self.cells[column]
        if value != value.strip() or not value.isprintable():
            raise WrongLine(f"Cột {column} có khoảng trắng thừa hoặc ký tự không in được.")
        if len(value) > longest:
            raise WrongLine(f"Cột {column} dài quá {longest} ký tự.")
        return value


class Reader:
    """Reads files one by one and gathers what is wrong with all of them.

    Args:
        contents: File name to its bytes.
    """

    def __init__(self, contents: dict[str, bytes]) -> None:
        self._contents = contents
        self.problems: list[Problem] = []

    def read(
        self, file: str, header: Sequence[str], parse: Callable[[Line], Record]
    ) -> list[Record]:
        """Records of a file; lines that `parse` refuses are left out and named in `problems`."""
        records: list[Record] = []
        for line in self._lines(file, header):
            try:
                records.append(parse(line))
            except WrongLine as wrong:
                self.refuse(file, line.number, str(wrong))
        return records

    def refuse(self, file: str, line: int | None, reason: str) -> None:
        """Names one more thing that is wrong."""
        self.problems.append(Problem(file, line, reason))

    def _lines(self, file: str, header: Sequence[str]) -> Iterator[Line]:
        text = self._text(file)
        if text is None:
            return
        records = self._records(file, text)
        if next(records, (1, None))[1] != list(header):
            self.refuse(file, 1, f"Dòng tiêu đề phải là: {','.join(header)}")
            return
        number = 1
        for number, cells in records:
            if len(cells) != len(header):
                self.refuse(file, number, f"Dòng có {len(cells)} ô, phải có {len(header)} ô.")
            else:
                yield Line(number, dict(zip(header, cells, strict=True)))
        if number == 1:
            self.refuse(file, None, "Tệp không có dòng nào ngoài tiêu đề.")

    def _records(self, file: str, text: str) -> Iterator[tuple[int, list[str]]]:
        """Cells of each record with the line it begins on; ends at a record that is broken."""
        rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        while True:
            number = rows.line_num + 1
            try:
                yield number, next(rows)
            except StopIteration:
                return
            except csv.Error:
                self.refuse(file, number, "Dấu ngoặc kép hoặc ký tự làm hỏng dòng CSV.")
                return

    def _text(self, file: str) -> str | None:
        content = self._contents.get(file)
        if content is None:
            self.refuse(file, None, "Thiếu tệp này trong thư mục.")
            return None
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as wrong:
            line = content[: wrong.start].count(b"\n") + 1
            self.refuse(file, line, "Tệp không phải mã UTF-8. Xin lưu lại dạng CSV UTF-8.")
            return None
