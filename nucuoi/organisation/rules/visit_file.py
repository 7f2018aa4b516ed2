"""Files of visit counts: `counter,on,submitted,supplemented,collected,online`, read whole or refused."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from datetime import date

from nucuoi.foundation.days import read_day
from nucuoi.foundation.errors import Invalid
from nucuoi.organisation.rules.visits import KINDS, Counts, read_count

COLUMNS = ("counter", "on", *KINDS)
MOST_BYTES = 1_000_000
MOST_LINES = 10_000
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One right line of a file.

    Attributes:
        number: Its line in the file, from 1 (the header).
        counter: Code of the counter, lower case; whether it exists is not known here.
    """

    number: int
    counter: str
    on: date
    counts: Counts


class WrongFile(Invalid):
    """A file of visits that is not taken; nothing of it was.

    Args:
        problems: Line number (0 = the file as a whole) to what is wrong there.
    """

    def __init__(self, problems: Mapping[int, str]) -> None:
        self.problems = dict(sorted(problems.items()))
        places = {
            f"Dòng {number}" if number else "Tệp": reason
            for number, reason in list(self.problems.items())[:_SHOWN]
        }
        super().__init__(f"Tệp có {len(problems)} chỗ cần sửa nên chưa ghi gì.", fields=places)


def read(content: bytes) -> list[Line]:
    """The lines of a file; comma or semicolon, with or without byte order mark.

    Days are dd/mm/yyyy or yyyy-mm-dd. Empty counts are 0 unless all four are empty.

    Raises:
        WrongFile: Naming every wrong line; a counter and day may stand there only once.
    """
    problems: dict[int, str] = {}
    seen: dict[tuple[str, date], int] = {}
    lines: list[Line] = []
    for number, cells in _rows(_text(content)):
        try:
            line = _line(number, cells)
            _refuse_twice(line, seen)
        except Invalid as error:
            problems[number] = error.message
        else:
            lines.append(line)
    if problems:
        raise WrongFile(problems)
    if not lines:
        raise WrongFile({0: "Tệp chưa có dòng số liệu nào dưới dòng tiêu đề."})
    return lines


def write(lines: Iterable[Line]) -> str:
    """The same lines as a file that `read` takes, dd/mm/yyyy, with a byte order mark for spreadsheets."""
    return _sheet((line.counter, line.on, *astuple(line.counts)) for line in lines)


def blank(counters: Iterable[str], on: date) -> str:
    """A file to fill in: one line a counter for one day, its counts left empty."""
    return _sheet((code, on, *("" for _ in KINDS)) for code in counters)


def _sheet(rows: Iterable[tuple[object, ...]]) -> str:
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(COLUMNS)
    for counter, on, *counts in rows:
        writer.writerow((counter, f"{on:%d/%m/%Y}", *counts))
    return f"\ufeff{sheet.getvalue()}"


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise WrongFile({0: "Tệp lớn quá 1 MB. Xin chia thành nhiều tệp."})
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongFile({0: "Không đọc được chữ trong tệp. Xin lưu lại dạng CSV UTF-8."}) from None


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells by column, of every line that is not empty."""
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in head else ",")
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        if sorted(header) != sorted(COLUMNS):
            raise WrongFile({1: f"Dòng đầu phải là: {','.join(COLUMNS)}"})
        for cells in reader:
            if reader.line_num > MOST_LINES:
                raise WrongFile({0: "Tệp dài quá 10.000 dòng. Xin chia thành nhiều tệp."})
            if any(cell.strip() for cell in cells):
                yield reader.line_num, _cells(header, cells)
    except csv.Error:
        raise WrongFile({reader.line_num: "Dòng này không đúng dạng CSV."}) from None


def _cells(header: list[str], cells: list[str]) -> dict[str, str]:
    """The cells by column; too few or too many of them leave the map empty."""
    stripped = [cell.strip() for cell in cells]
    return dict(zip(header, stripped, strict=True)) if len(header) == len(stripped) else {}


def _refuse_twice(line: Line, seen: dict[tuple[str, date], int]) -> None:
    earlier = seen.setdefault((line.counter, line.on), line.number)
    if earlier != line.number:
        raise Invalid(f"Quầy và ngày này đã có ở dòng {earlier}. Xin giữ một dòng.")


def _line(number: int, cells: Mapping[str, str]) -> Line:
    if not cells:
        raise Invalid(f"Dòng này không đủ {len(COLUMNS)} cột.")
    if not cells["counter"]:
        raise Invalid("Thiếu mã quầy.")
    if "\0" in cells["counter"]:
        raise Invalid("Mã quầy có ký tự không đọc được.")
    if not any(cells[kind] for kind in KINDS):
        raise Invalid("Chưa có số nào. Xin ghi 0 nếu quầy không có lượt nào.")
    return Line(number, cells["counter"].lower(), read_day(cells["on"]), _counts(cells))


def _counts(cells: Mapping[str, str]) -> Counts:
    return Counts(**{kind: _count(kind, cells[kind]) for kind in KINDS})


def _count(kind: str, cell: str) -> int:
    try:
        return read_count(cell or "0")
    except Invalid as error:
        raise Invalid(f"Cột {kind} ghi “{cell[:20]}”. {error.message}") from None
