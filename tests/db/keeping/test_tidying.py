"""What was erased by day leaves the files at night, also where SQLite had moved it about."""

import random
import re
from pathlib import Path

import pytest
from django.db import connection, transaction

from nucuoi.keeping import tidying
from nucuoi.keeping.tidying import INDEXED, WRITTEN

_PEOPLE = 3_000
_READING = (
    "INSERT INTO cases_reading (rating, unit, day, masked, folded, topics, abusive, junk, version)"
    " VALUES (%s, 'u', 1, %s, %s, '[]', %s, %s, 1)"
)


@pytest.fixture
def moved(folder: Path) -> tuple[list[str], list[str]]:
    """Words of those who erased and of those who did not, after rows have grown, shrunk and moved."""
    chance = random.Random(3)  # noqa: S311  # invents, keeps no secret
    words = [f"{number:04}{chance.getrandbits(64):016x}" for number in range(_PEOPLE)]

    def text(number: int) -> str:
        return f"{words[number]} {'lau ' * chance.randrange(200)}"

    gone = chance.sample(range(_PEOPLE), _PEOPLE // 2)
    with transaction.atomic(), connection.cursor() as cursor:
        said = [(n, written, written, False, False) for n in range(_PEOPLE) if (written := text(n))]
        cursor.executemany(_READING, said)
        longer = [(text(n), n) for n in chance.sample(range(_PEOPLE), _PEOPLE // 3)]
        cursor.executemany("UPDATE cases_reading SET masked = %s WHERE rating = %s", longer)
        cursor.executemany("DELETE FROM cases_reading WHERE rating = %s", [(n,) for n in gone])
    return [words[n] for n in gone], [words[n] for n in {*range(_PEOPLE)} - {*gone}]


def _in_file(folder: Path, words: list[str]) -> int:
    """How many of the words stand in the database's files."""
    tidying._cut_log()
    content = b"".join(file.read_bytes() for file in folder.glob("nucuoi.sqlite3*"))
    standing = {word.decode() for word in re.findall(rb"\d{4}[0-9a-f]{16}", content)}
    return len(standing & set(words))


def _asked(statement: str, *values: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[tuple[object, ...]] = cursor.fetchall()
        return found


@pytest.mark.sqlite
def test_no_copy_is_left_in_any_page(folder: Path, moved: tuple[list[str], list[str]]) -> None:
    """Zeroing what is deleted leaves copies of moved rows; rows on fresh pages leave none, and all is there."""
    gone, kept = moved
    schema = _asked("SELECT type, name, sql FROM sqlite_master ORDER BY name")
    rows = _asked("SELECT * FROM cases_reading ORDER BY rating")
    left = _in_file(folder, gone)
    tidying._tidy_sqlite()

    assert left > 0
    assert (_in_file(folder, gone), _in_file(folder, kept)) == (0, len(kept))
    assert _asked("SELECT type, name, sql FROM sqlite_master ORDER BY name") == schema
    assert _asked("SELECT * FROM cases_reading ORDER BY rating") == rows


@pytest.mark.sqlite
def test_the_search_goes_on(moved: tuple[list[str], list[str]]) -> None:
    """The words of those who did not erase are found, the others not; new ones are indexed again."""
    gone, kept = moved
    for table in (*WRITTEN, *INDEXED):
        tidying._write_anew(table)
    find = "SELECT count(*) FROM cases_search WHERE cases_search MATCH %s"
    with connection.cursor() as cursor:
        cursor.execute(_READING, (_PEOPLE, "moi", "nguoimoi", False, False))
        cursor.execute("INSERT INTO cases_search (cases_search) VALUES ('integrity-check')")

    assert [_asked(find, word) for word in (gone[0], kept[0], "nguoimoi")] == [
        [(0,)],
        [(1,)],
        [(1,)],
    ]
