"""What was erased by day leaves the files the same night, before the backup: rows, log and index."""

import time

from django.db import OperationalError, connection, transaction

from nucuoi.audit import actions as audit
from nucuoi.audit import queries as journal
from nucuoi.cases.actions.index import rebuild_index
from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM, Seat
from nucuoi.foundation.sqlite import EMPTY_WHOLLY
from nucuoi.keeping import records
from nucuoi.keeping.errors import KeepingRefused

ERASURES = ("cases.text.erased", "cases.texts.forgotten", "cases.contacts.forgotten")
"""What the journal calls an erasure."""
WRITTEN = (
    "ratings_remark", "ratings_contactdetail", "cases_reading", "cases_readingband",
    "cases_casemessage", "notify_notice", "kiosk_helditem",
)  # fmt: skip
"""Tables that hold what people wrote."""
INDEXED = ("cases_search_data", "cases_search_idx")
"""Those in which SQLite's search keeps their words."""
_PATIENCE_S = 60.0
_TURN_S = 0.1
"""Between two tables, so that whoever waits for the write lock gets it."""
_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"


def tidy(*, by: Seat = SYSTEM) -> bool:
    """Makes the files forget what was erased since the last time; whether there was anything.

    The tables of what people wrote are written anew, one after the other; ratings wait for one of
    them at most. On SQLite the write-ahead log is cut to nothing; PostgreSQL's own log keeps old
    pages until the server uses those files again.

    Raises:
        KeepingRefused: If the database was too busy; the next night tries again.
    """
    began, last = clock.now(), records.read(records.ErasedTidied)
    if journal.last_at(ERASURES, since=last.at if last else None) is None:
        return False
    try:
        _TIDY[connection.vendor]()
    except OperationalError as fault:
        raise KeepingRefused(f"Chưa dọn được phần đã xóa, đêm sau làm lại: {fault}") from fault
    records.write(records.ErasedTidied(began))
    with transaction.atomic():
        audit.record(by=by, action="keeping.erased.tidied")
    return True


def _tidy_sqlite() -> None:
    rebuild_index()
    for table in (*WRITTEN, *INDEXED):
        _write_anew(table)
        time.sleep(_TURN_S)
    _cut_log()


def _write_anew(table: str) -> None:
    """Puts all rows on fresh pages; the old ones are filled with zeros (`secure_delete`).

    What is deleted is zeroed by day, but where SQLite has moved a row within its page, a copy stays
    behind. The whole file written anew (VACUUM) would hold the write lock for all ratings too.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_TRIGGERS, [table])
        triggers = cursor.fetchall()
        for statement in (
            *(f"DROP TRIGGER {name}" for name, _ in triggers),
            f"CREATE TEMPORARY TABLE kept AS SELECT * FROM {table}",  # noqa: S608  # names from above
            f"DELETE FROM {table}",  # noqa: S608  # the same
            f"INSERT INTO {table} SELECT * FROM kept",  # noqa: S608  # the same
            "DROP TABLE kept",
            *(made for _, made in triggers),
        ):
            cursor.execute(statement)


def _cut_log() -> None:
    """Whoever reads an old state has it in the log: it is cut when he has done.

    Raises:
        KeepingRefused: If somebody reads for more than a minute.
    """
    ends = time.monotonic() + _PATIENCE_S
    while _run(EMPTY_WHOLLY)[0]:
        if time.monotonic() > ends:
            raise KeepingRefused("Nhật ký ghi trước đang có người đọc, chưa cắt được.")
        time.sleep(0.2)


def _tidy_postgresql() -> None:
    _run("SET lock_timeout = '20s'")
    for table in WRITTEN:
        _run(f"VACUUM FULL {table}")


def _run(statement: str) -> tuple[int, ...]:
    """The first row of what a statement says; empty when it says nothing."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return tuple(cursor.fetchone()) if cursor.description else ()


_TIDY = {"sqlite": _tidy_sqlite, "postgresql": _tidy_postgresql}
