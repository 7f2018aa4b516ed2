"""The worker sees to backups and drills without waiting for them."""

import shutil
import sqlite3
import threading
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from nucuoi.foundation import clock
from nucuoi.foundation.errand import Errand, Failed
from nucuoi.foundation.sqlite import LONGEST_LOG_PAGES
from nucuoi.keeping import backup, jobs, records
from nucuoi.ratings.intake.sqlite import SqliteStore
from tests.own_database import FILE


def until_done(errand: Errand, folder: Path, within_s: float = 60) -> int:
    """Looks after a running errand until it has ended."""
    ends = time.monotonic() + within_s
    while errand.running:
        assert time.monotonic() < ends, "it did not end"
        time.sleep(0.02)
        if done := errand.step(due=False, folder=folder):
            return done
    return 0


def test_the_days_backup_is_made_beside_the_worker(folder: Path) -> None:
    """Started when due and looked after at later turns; older ones rotate."""
    old = backup.make(folder / "backups" / "nucuoi-20200101-020000.tar.gz").path
    for day in ("1001", "1008", "1015", "1022", *(f"110{n}" for n in range(1, 9))):
        (folder / "backups" / f"nucuoi-2026{day}-020000.tar.gz").touch()
    errand = Errand("backup", "--rotate")

    assert errand.step(due=True, folder=folder) == 0
    assert until_done(errand, folder) == 1
    assert records.read(records.BackupMade) is not None
    assert not old.exists()


def test_an_errand_that_fails_waits_an_hour(folder: Path) -> None:
    """Its failure is told once; it is not started again at the next turn."""
    errand = Errand("restore", "khong-co.tar.gz", "--data", str(folder))
    errand.step(due=True, folder=folder)
    with pytest.raises(Failed, match="ended with 2"):
        until_done(errand, folder)

    assert errand.step(due=True, folder=folder) == 0
    assert not errand.running


def test_nothing_is_due_in_a_folder_that_was_never_started(folder: Path) -> None:
    """Without a first start, without a backup, neither job begins anything."""
    (folder / "keeping" / "version.json").unlink()

    assert (jobs.back_up_daily(), jobs.drill_weekly()) == (0, 0)
    assert not jobs._backup.running
    assert not jobs._drill.running


def test_a_folder_of_today_waits(folder: Path) -> None:
    """A fresh installation is not backed up in its first hour, a fresh backup not at once again."""
    jobs.back_up_daily()
    assert not jobs._backup.running

    version = records.read(records.FolderVersion)
    assert version is not None
    records.write(records.FolderVersion(version.version, clock.now() - timedelta(days=9)))
    records.write(records.BackupMade(clock.now(), "x", 1))
    jobs.back_up_daily()
    assert not jobs._backup.running


def test_sqlites_log_is_emptied_beside_the_work_of_others(folder: Path) -> None:
    """What was committed reaches the database file; until then no commit has to do it itself."""
    if connection.vendor != "sqlite":
        assert jobs.empty_log() == 0
        return
    commit(1)
    found_before = in_the_file(folder)
    jobs.empty_log()

    assert (found_before, in_the_file(folder)) == ([], [1])
    with connection.cursor() as cursor, closing(SqliteStore(folder / FILE, 1)) as store:
        cursor.execute("PRAGMA wal_autocheckpoint")
        assert cursor.fetchone() == (LONGEST_LOG_PAGES,)
        assert store.fetch("PRAGMA wal_autocheckpoint") == [(LONGEST_LOG_PAGES,)]


def test_sqlites_log_begins_anew_under_steady_writing(folder: Path) -> None:
    """While somebody commits without a pause the log is begun anew; nobody has to empty it himself."""
    if connection.vendor != "sqlite":
        return
    stop, commits = threading.Event(), 0

    def write() -> None:
        nonlocal commits
        with closing(sqlite3.connect(folder / FILE, isolation_level=None, timeout=20)) as link:
            link.execute("PRAGMA wal_autocheckpoint=0")
            link.execute("PRAGMA synchronous=OFF")
            while not stop.is_set():
                link.execute("INSERT INTO ledger_cursor VALUES (?, 1)", [f"f{commits}"])
                commits += 1

    writer = threading.Thread(target=write)
    writer.start()
    longest = pages = 0
    while pages >= longest and commits < 20_000:
        longest = pages
        jobs.empty_log()
        pages = pages_in_log(folder)
    stop.set()
    writer.join()

    assert pages < longest


def pages_in_log(folder: Path) -> int:
    """How long the log is that is written now."""
    with closing(sqlite3.connect(folder / FILE, timeout=20)) as link:
        return int(link.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[1])


def commit(number: int) -> None:
    """Commits a small row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_cursor (follower, next_index) VALUES ('x', %s)", [number]
        )


def in_the_file(folder: Path) -> list[int]:
    """What the database file alone holds, without the log beside it."""
    alone = folder / "alone.sqlite3"
    shutil.copy(folder / FILE, alone)
    with closing(sqlite3.connect(alone)) as link:
        return [row[0] for row in link.execute("SELECT next_index FROM ledger_cursor")]
