"""What the worker does for safety without a person: backup, drill, and emptying SQLite's log."""

import sqlite3
from contextlib import closing, suppress

from django.conf import settings
from django.db import connection

from nucuoi.foundation import clock
from nucuoi.foundation.errand import Errand
from nucuoi.foundation.sqlite import BEGIN_ANEW, EMPTY
from nucuoi.keeping import backup, records, rules

_LOG_PATIENCE_S = 0.005
"""How long emptying the log waits for others: they wait with it once it has the write lock."""
_backup = Errand("backup", "--rotate")
_drill = Errand("drill")


def back_up_daily() -> int:
    """Sees to it that each day has a backup; returns how many were finished (0 or 1)."""
    folder = records.read(records.FolderVersion)
    if folder is None:
        return 0
    last = records.read(records.BackupMade)
    due = rules.is_backup_due(clock.now(), last.at if last else None, folder.since)
    return _backup.step(due=due, folder=settings.DATA)


def drill_weekly() -> int:
    """Sees to it that a backup is tried out every week; returns how many were finished (0 or 1)."""
    if backup.newest() is None:
        return 0
    last = records.read(records.DrillDone)
    due = rules.is_drill_due(
        clock.now(), last.at if last else None, right=last is None or last.right
    )
    return _drill.step(due=due and not _backup.running, folder=settings.DATA)


def empty_log() -> int:
    """Folds SQLite's write-ahead log into the database, beside the work of others.

    Returns:
        0: there is always something, and no hurry. PostgreSQL does this itself.
    """
    if connection.vendor == "sqlite":
        with closing(
            sqlite3.connect(connection.settings_dict["NAME"], timeout=_LOG_PATIENCE_S)
        ) as link:
            link.execute(EMPTY)
            with suppress(sqlite3.OperationalError):  # somebody writes: again at the next turn
                link.execute(BEGIN_ANEW)
    return 0
