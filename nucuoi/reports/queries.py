"""Exports as their pages and the process that makes them read them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from nucuoi.foundation.errors import NotFound
from nucuoi.reports.models import KEPT, Export
from nucuoi.reports.rules.question import Question

SHOWN = 20


@dataclass(frozen=True, slots=True)
class ExportRow:
    """An export as it stands; `percent` and `rows` grow while it is made, `size` is in bytes."""

    number: int
    question: Question
    asked_at: datetime
    asked_by: str
    started_at: datetime | None
    finished_at: datetime | None
    failed_at: datetime | None
    removed_at: datetime | None
    percent: int
    rows: int
    size: int

    @property
    def is_ready(self) -> bool:
        """Whether there is a file to take away."""
        return self.finished_at is not None and self.removed_at is None

    @property
    def is_open(self) -> bool:
        """Whether it still waits or is being made."""
        return self.finished_at is None and self.failed_at is None and self.removed_at is None

    @property
    def expires_at(self) -> datetime | None:
        """When its file is swept; None before it is finished."""
        return self.finished_at + KEPT if self.finished_at else None


def exports_of(username: str) -> list[ExportRow]:
    """The exports somebody asked for and has not removed, newest first."""
    rows = Export.objects.filter(asked_by=username, removed_at=None).order_by("-id")
    return [_row(row) for row in rows[:SHOWN]]


def export(number: int, username: str) -> ExportRow:
    """An export of one's own.

    Raises:
        NotFound: If there is none of that number, or it is somebody else's.
    """
    row = Export.objects.filter(pk=number, asked_by=username).first()
    if row is None:
        raise NotFound("Không có tệp xuất này. Xin xem danh sách tệp đã yêu cầu.")
    return _row(row)


def next_waiting() -> ExportRow | None:
    """The export that has waited longest; one whose making was cut off waits again."""
    row = _waiting().order_by("id").first()
    return _row(row) if row else None


def are_waiting() -> bool:
    """Whether any export waits or is being made."""
    return _waiting().exists()


def waiting_of(username: str) -> int:
    """How many exports of somebody wait or are being made."""
    return _waiting().filter(asked_by=username).count()


def finished_before(at: datetime) -> list[ExportRow]:
    """Exports that were finished before an instant and whose file has not been removed."""
    return [_row(row) for row in Export.objects.filter(finished_at__lt=at, removed_at=None)]


def numbers_with_files() -> set[int]:
    """Exports that have a file, or are about to."""
    kept = Export.objects.filter(removed_at=None, failed_at=None)
    return set(kept.values_list("pk", flat=True))


def _waiting() -> QuerySet[Export]:
    return Export.objects.filter(finished_at=None, failed_at=None, removed_at=None)


def _row(row: Export) -> ExportRow:
    return ExportRow(
        number=row.pk,
        question=row.question,
        asked_at=row.asked_at,
        asked_by=row.asked_by,
        started_at=row.started_at,
        finished_at=row.finished_at,
        failed_at=row.failed_at,
        removed_at=row.removed_at,
        percent=row.percent,
        rows=row.rows,
        size=row.size,
    )
