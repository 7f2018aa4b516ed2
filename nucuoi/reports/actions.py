"""Asking for an export, taking it away, removing it."""

from datetime import timedelta

from django.db import transaction

from nucuoi.audit import actions as audit
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Gone
from nucuoi.foundation.seat import SYSTEM, Seat
from nucuoi.reports import places, queries
from nucuoi.reports.models import KEPT, Export
from nucuoi.reports.queries import ExportRow
from nucuoi.reports.rules import question as rules
from nucuoi.reports.rules.question import Question

MOST_WAITING = 3
"""How many exports of one person may wait at once."""
_SCRATCH_LIVES = timedelta(days=1)
"""A file that belongs to no export and was not written to for so long is nobody's."""


def ask(*, by: Seat, question: Question) -> int:
    """Records what somebody asks for; it is made beside the worker. Returns its number.

    Raises:
        Invalid: If the period may not be asked for.
        Conflict: If three exports of hers wait already.
    """
    rules.check(question, clock.today())
    with transaction.atomic():
        if queries.waiting_of(by.username) >= MOST_WAITING:
            raise Conflict(f"Đang có {MOST_WAITING} tệp chờ làm. Xin đợi xong hoặc xóa bớt.")
        made = Export.objects.create(
            asked_at=clock.now(),
            asked_by=by.username,
            kind=question.kind.value,
            form=question.form.value,
            unit=question.unit,
            as_of=question.as_of,
            first=question.first,
            last=question.last,
            evidence=sorted(int(one) for one in question.evidence),
        )
        _record(by, "reports.export.asked", made.pk, question)
    return made.pk


def note_download(*, by: Seat, export: ExportRow) -> None:
    """Records that the file is taken away, before its first byte leaves.

    Raises:
        Gone: If there is no file any more.
    """
    if not export.is_ready or not places.file_of(export.number, export.question.form).exists():
        raise Gone("Tệp này đã hết hạn giữ hoặc đã xóa. Xin xuất lại.")
    with transaction.atomic():
        _record(by, "reports.export.downloaded", export.number, export.question, rows=export.rows)


def remove(*, by: Seat, export: ExportRow) -> None:
    """Takes an export back, made or not, with its file; a second time changes nothing."""
    with transaction.atomic():
        left = Export.objects.filter(pk=export.number, removed_at=None)
        if left.update(removed_at=clock.now()):
            _record(by, "reports.export.removed", export.number, export.question)
    places.file_of(export.number, export.question.form).unlink(missing_ok=True)


def sweep(*, by: Seat = SYSTEM) -> int:
    """Removes exports older than seven days, and what a killed maker left behind; how many files."""
    now = clock.now()
    old = queries.finished_before(now - KEPT)
    for row in old:
        remove(by=by, export=row)
    kept = {str(number) for number in queries.numbers_with_files()}
    left_before = (now - _SCRATCH_LIVES).timestamp()
    left = [
        file
        for file in places.folder().iterdir()
        if file.stem not in kept and file.stat().st_mtime < left_before
    ]
    for file in left:
        file.unlink(missing_ok=True)
    return len(old) + len(left)


def _record(by: Seat, action: str, number: int, question: Question, **more: int) -> None:
    audit.record(
        by=by,
        action=action,
        subject=str(number),
        what=question.kind.words,
        form=question.form.value.upper(),
        unit=question.unit,
        since=question.first.isoformat(),
        until=question.last.isoformat(),
        as_of=question.as_of.isoformat(),
        evidence=question.evidence_words,
        **more,
    )
