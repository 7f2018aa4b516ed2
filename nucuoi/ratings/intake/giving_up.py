"""When a process can only read the database although the file can be written: it ends.

SQLite's connections of one process share what they know of a file. Where the first of them could map
the shared memory for reading only (no descriptor was left, the disk failed once), it stays so for all
until the last is closed, and pages keep theirs open. Going on would mean 503 for ever.
"""

import logging
import os
import signal
import sqlite3
from pathlib import Path

_PRIMARY = 0xFF
"""The bits of SQLite's codes that say which kind of fault it is."""

_log = logging.getLogger(__name__)


def end_if_only_readable(fault: sqlite3.Error, database: Path) -> bool:
    """Asks this process to end when that is its state; whoever keeps it alive starts it again.

    A file or disk that nobody can write is left alone: another process could do no better.

    Returns:
        Whether it ends.

    Side effects:
        SIGTERM to itself: what is in work is finished first.
    """
    only_readable = fault.sqlite_errorcode & _PRIMARY == sqlite3.SQLITE_READONLY
    if not (only_readable and os.access(database, os.W_OK)):
        return False
    _log.critical("intake: this process can only read the database any more, so it ends")
    os.kill(os.getpid(), signal.SIGTERM)
    return True
