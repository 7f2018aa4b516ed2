"""The worker as a process: counts what waits, is alone, survives kills, ends when told."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from nucuoi.foundation import clock
from nucuoi.ratings.models import Rating
from tests.own_database import own_database, value

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
def data(django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[Path]:
    """A data folder with an empty database."""
    (tmp_path / "var").mkdir()
    with django_db_blocker.unblock(), own_database(tmp_path / "var"):
        yield tmp_path / "var"


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


def counted() -> int:
    """Ratings in the day tallies."""
    return value("SELECT SUM(n) FROM scores_daytally")


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
        until(lambda: counted() == 30)
        rate(data, 10)
        until(lambda: counted() == 40)

        second = started(data, "-m", "nucuoi.cli", "worker")
        assert "đang chạy rồi" in second.communicate()[1]
        assert second.returncode == 1

        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=30) == 0
    assert value("SELECT COUNT(*) FROM ratings_pending") == 0


def test_killed_again_and_again(data: Path) -> None:
    """Killed at any moment and started again, it counts every rating exactly once."""
    rate(data, 2)
    copy_ratings(6_000)
    interrupted = 0
    for reached in (1, 1_500, 3_000):
        worker = started(data, "-m", "nucuoi.cli", "worker")
        until(lambda: leaves() >= reached)  # noqa: B023  # called before the next round
        worker.kill()
        worker.communicate()
        interrupted += leaves() < 6_002
    with working(data):
        until(lambda: counted() == 6_002)

    checked = started(data, "-m", "nucuoi.cli", "fsck")
    said, wrong = checked.communicate()
    assert (checked.returncode, wrong) == (0, ""), said
    assert leaves() == 6_002
    assert interrupted > 0


def copy_ratings(count: int) -> None:
    """Puts copies of the first rating, each with identifiers of its own, to those that wait."""
    names = [str(field.column) for field in Rating._meta.concrete_fields if not field.primary_key]
    row: tuple[Any, ...] | None = Rating.objects.values_list(*names).first()
    assert row is not None
    own = [names.index("uuid"), names.index("lookup_hash")]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO ratings_rating ({', '.join(names)}) VALUES ({', '.join(['%s'] * len(names))})",  # noqa: S608  # our own names
            [
                [os.urandom(16) if at in own else one for at, one in enumerate(row)]
                for _ in range(count)
            ],
        )
        ids = Rating.objects.filter(pending=None).values_list("pk", flat=True)
        rows: list[list[Any]] = [[pk, os.urandom(32), clock.now_ms()] for pk in ids]
        cursor.executemany(
            "INSERT INTO ratings_pending (rating_id, receipt_digest) VALUES (%s, %s)",
            [row[:2] for row in rows],
        )
        cursor.executemany(
            "INSERT INTO ratings_intakerecord (rating_id, arrived_ms) VALUES (%s, %s)",
            [row[::2] for row in rows if row[0] != 1],
        )


def leaves() -> int:
    """How many ratings have their leaf; the log has others, such as that of its key."""
    return value("SELECT COUNT(*) FROM ledger_leaf WHERE kind = 1")
