"""A file of visits is taken whole or refused with line and reason."""

from datetime import date

import pytest

from nucuoi.organisation.rules.visit_file import COLUMNS, Line, WrongFile, read, write
from nucuoi.organisation.rules.visits import Counts

HEAD = ",".join(COLUMNS)
GOOD = "bg07210-21-01,08/05/2026,12,0,1.200,3"


def wrong(text: str) -> dict[int, str]:
    """The problems of a file that is refused."""
    with pytest.raises(WrongFile) as refused:
        read(text.encode())
    return refused.value.problems


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}\n{GOOD}\n",
        f"{HEAD}\r\n{GOOD}\r\n\r\n",
        f"\ufeff{HEAD}\n{GOOD}",
        f"{HEAD};\n{GOOD}".replace(",", ";").replace("online;", "online"),
        f"{HEAD.upper()}\nBG07210-21-01, 2026-05-08 ,12,,1200,3",
        "on,counter,online,collected,supplemented,submitted\n8/5/2026,bg07210-21-01,3,1200,0,12",
    ],
)
def test_the_ways_a_file_may_be_written(text: str) -> None:
    """Comma or semicolon, either date, any order of columns, with or without byte order mark."""
    (line,) = read(text.encode())

    counts = Counts(submitted=12, supplemented=0, collected=1200, online=3)
    assert line == Line(2, "bg07210-21-01", date(2026, 5, 8), counts)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("bg07210-21-01,08/05/2026,12,0,1", "không đủ 6 cột"),
        ("bg07210-21-01,08/05/2026,12,0,1,3,4", "không đủ 6 cột"),
        (",08/05/2026,12,0,1,3", "Thiếu mã quầy"),
        ("bg07210-21-01,31/06/2026,12,0,1,3", "Tháng 6 có 30 ngày"),
        ("bg07210-21-01,08/05/2026,-1,0,1,3", "Cột submitted ghi “-1”. Số lượt không thể âm"),
        ("bg07210-21-01,08/05/2026,4.5,0,1,3", "số nguyên"),
        ("bg07210-21-01,08/05/2026,1e9,0,1,3", "số nguyên"),
        ("bg07210-21-01,08/05/2026,1000000000,0,1,3", "tối đa 9.999"),
        ("bg07210-21-01,08/05/2026,,,,", "Xin ghi 0"),
    ],
)
def test_a_wrong_line_is_named(row: str, reason: str) -> None:
    """The line number counts the header as 1."""
    problems = wrong(f"{HEAD}\n{GOOD}\n{row}\n")

    assert list(problems) == [3]
    assert reason in problems[3]


def test_all_wrong_lines_are_named_at_once() -> None:
    """Nobody has to send a file as often as it has mistakes."""
    assert list(wrong(f"{HEAD}\nx,y,1,1,1,1\n{GOOD}\n,,,,,\nx,y,z,1,1,1\n")) == [2, 5]


def test_a_counter_and_day_stand_there_once() -> None:
    """The second of two lines for one counter and day names the first."""
    assert "dòng 2" in wrong(f"{HEAD}\n{GOOD}\n{GOOD}\n")[3]


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b"", 1, "Dòng đầu phải là: counter,on,"),
        (b"a,b,c\n1,2,3\n", 1, "Dòng đầu phải là"),
        (HEAD.encode(), 0, "chưa có dòng số liệu nào"),
        (b"\xff\xfe\x00c", 0, "CSV UTF-8"),
        (b"x" * 1_000_001, 0, "1 MB"),
        ((HEAD + "\n" + "\n" * 10_000 + GOOD).encode(), 0, "10.000 dòng"),
        ((HEAD + '\n"' + "x" * 200_000).encode(), 2, "CSV"),
    ],
)
def test_a_file_that_is_none(content: bytes, line: int, reason: str) -> None:
    """Something else than such a file is refused as a whole."""
    with pytest.raises(WrongFile) as refused:
        read(content)

    assert reason in refused.value.problems[line]


def test_what_is_written_can_be_read() -> None:
    """The template that people download is a file that is taken."""
    lines = [Line(2, "bg07210-21-01", date(2026, 5, 8), Counts(1, 2, 3, 4))]

    assert read(write(lines).encode()) == lines
