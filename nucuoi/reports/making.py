"""Making the files: in a process of its own beside the worker, row by row, in constant memory."""

import logging
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nucuoi.documents.comma_file import write_csv
from nucuoi.documents.table import Row, Table
from nucuoi.documents.workbook import write_xlsx
from nucuoi.reports import by_month, places, queries, raw, way
from nucuoi.reports.queries import ExportRow
from nucuoi.reports.rules.question import Form, Kind, Question

_WRITERS = {Form.CSV: write_csv, Form.XLSX: write_xlsx}
_EVERY_S = 1.0
"""How often it is written down how far an export is."""

log = logging.getLogger(__name__)


class Removed(Exception):
    """Who asked for the export has taken it back."""


def make_waiting() -> int:
    """Makes all exports that wait, one after the other; returns how many were finished."""
    done = 0
    while (export := queries.next_waiting()) is not None:
        done += make(export)
    return done


def make(export: ExportRow) -> bool:
    """Makes the file of one export; returns whether it is there.

    Whatever goes wrong is logged and written down, so that the next one has its turn.
    """
    file = places.file_of(export.number, export.question.form)
    way.begin(export.number)
    try:
        rows = _write(export, file)
        if way.finish(export.number, rows, file.stat().st_size):
            return True
    except Removed:
        pass
    except Exception:  # the boundary: one export must not hold up the others
        log.exception("export %d could not be made", export.number)
        way.fail(export.number)
    file.unlink(missing_ok=True)
    return False


def table_of(question: Question, tell: raw.Tell) -> Table:
    """The table that answers a question, read while it is written."""
    if question.kind is Kind.RAW:
        return Table("Từng lượt", raw.COLUMNS, raw.rows(question, tell))
    return Table("Theo tháng", by_month.COLUMNS, by_month.rows(question, tell))


@dataclass(slots=True)
class _Progress:
    """Counts rows on their way into the file and writes down how far it is."""

    number: int
    rows: int = 0
    told_s: float = field(default_factory=time.monotonic)

    def tell(self, share: float) -> None:
        """Told how much has been read (0 to 1); raises Removed."""
        if time.monotonic() - self.told_s < _EVERY_S:
            return
        self.told_s = time.monotonic()
        if not way.go_on(self.number, int(share * 100), self.rows):
            raise Removed

    def counted(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The same rows, counted."""
        for row in rows:
            self.rows += 1
            yield row


def _write(export: ExportRow, file: Path) -> int:
    """Writes the whole file, flushed to the disk; returns how many rows it has."""
    progress = _Progress(export.number)
    asked = table_of(export.question, progress.tell)
    table = Table(asked.name, asked.columns, progress.counted(iter(asked.rows)))
    file.touch(mode=0o600)
    _WRITERS[export.question.form](table, file)
    with file.open("rb") as written:
        os.fsync(written.fileno())
    return progress.rows
