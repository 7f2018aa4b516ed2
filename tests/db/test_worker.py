"""The worker as a process: counts what waits, is alone, survives kills, ends when told."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

MAKE = """
import sys, django
django.setup()
from tests.ratings_made import make_ratings, make_tree
from nucuoi.organisation.models import Unit
if not Unit.objects.exists():
    make_tree()
make_ratings([5, 1] * (int(sys.argv[1]) // 2))
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with an empty database."""
    (tmp_path / "var").mkdir()
    started(tmp_path / "var", "-m", "django", "migrate", "--verbosity", "0").communicate()
    return tmp_path / "var"


def started(data: Path, *arguments: str) -> subprocess.Popen[str]:
    """Python with the product's settings over that data folder."""
    given = {"NUCUOI_DATA": str(data), "DJANGO_SETTINGS_MODULE": "nucuoi.settings"}
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=os.environ | given,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@contextmanager
def working(data: Path) -> Iterator[subprocess.Popen[str]]:
    """A worker of that data folder, killed at the end if it still runs."""
    worker = started(data, "-m", "nucuoi.cli", "worker")
    try:
        until((data / "worker.beat").exists)
        yield worker
    finally:
        worker.kill()
        worker.communicate()


def rate(data: Path, count: int) -> None:
    """Adds ratings that wait."""
    maker = started(data, "-c", MAKE, str(count))
    assert maker.communicate()[1] == ""


def value(data: Path, statement: str) -> int:
    """A number from the database file."""
    with closing(sqlite3.connect(data / "nucuoi.sqlite3")) as connection:
        found = connection.execute(statement).fetchone()[0]
    return int(found or 0)


def counted(data: Path) -> int:
    """Ratings in the day tallies."""
    return value(data, "SELECT SUM(n) FROM scores_daytally")


def until(holds: Callable[[], bool], within_s: float = 30) -> None:
    """Waits until something holds."""
    ends = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < ends, "it did not come true in time"
        time.sleep(0.005)


def test_counts_what_waits_and_ends_when_told(data: Path) -> None:
    """Ratings made beside it are counted; a second worker is refused; SIGTERM ends it well."""
    rate(data, 30)
    with working(data) as worker:
        until(lambda: counted(data) == 30)
        rate(data, 10)
        until(lambda: counted(data) == 40)

        second = started(data, "-m", "nucuoi.cli", "worker")
        assert "đang chạy rồi" in second.communicate()[1]
        assert second.returncode == 1

        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=30) == 0
    assert value(data, "SELECT COUNT(*) FROM ratings_pending") == 0


def test_killed_again_and_again(data: Path) -> None:
    """Killed at any moment and started again, it counts every rating exactly once."""
    rate(data, 2)
    copy_ratings(data, 6_000)
    interrupted = 0
    for reached in (1, 1_500, 3_000):
        worker = started(data, "-m", "nucuoi.cli", "worker")
        until(lambda: leaves(data) >= reached)  # noqa: B023  # called before the next round
        worker.kill()
        worker.communicate()
        interrupted += leaves(data) < 6_002
    with working(data):
        until(lambda: counted(data) == 6_002)

    checked = started(data, "-m", "nucuoi.cli", "fsck")
    said, wrong = checked.communicate()
    assert (checked.returncode, wrong) == (0, ""), said
    assert leaves(data) == 6_002
    assert interrupted > 0


def copy_ratings(data: Path, count: int) -> None:
    """Puts copies of the first rating, each with identifiers of its own, to those that wait."""
    with closing(sqlite3.connect(data / "nucuoi.sqlite3")) as connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(ratings_rating)")]
        own = {"uuid": "randomblob(16)", "lookup_hash": "randomblob(16)"}
        columns = [name for name in names if name != "id"]
        connection.execute(
            f"""INSERT INTO ratings_rating ({", ".join(columns)})
            WITH RECURSIVE counted(n) AS (
                SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < {count}
            )
            SELECT {", ".join(own.get(name, name) for name in columns)}
            FROM counted, (SELECT * FROM ratings_rating LIMIT 1)"""  # noqa: S608  # our own names
        )
        connection.execute(
            "INSERT INTO ratings_pending SELECT id, randomblob(32) FROM ratings_rating "
            "WHERE id NOT IN (SELECT rating_id FROM ratings_pending)"
        )
        connection.execute(
            "INSERT INTO ratings_intakerecord (rating_id, arrived_ms) "
            "SELECT id, unixepoch() * 1000 FROM ratings_rating "
            "WHERE id NOT IN (SELECT rating_id FROM ratings_intakerecord)"
        )
        connection.commit()


def leaves(data: Path) -> int:
    """How many leaves there are."""
    return value(data, "SELECT COUNT(*) FROM ledger_leaf")
