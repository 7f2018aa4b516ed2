"""What the maker of an export writes down on its way; nobody decides anything here."""

from nucuoi.foundation import clock
from nucuoi.reports.models import Export


def begin(number: int) -> None:
    """Writes down that the making of an export begins, from the first row."""
    Export.objects.filter(pk=number).update(started_at=clock.now(), percent=0, rows=0)


def go_on(number: int, percent: int, rows: int) -> bool:
    """Writes down how far an export is; returns False when it has been removed meanwhile."""
    left = Export.objects.filter(pk=number, removed_at=None)
    return bool(left.update(percent=percent, rows=rows))


def finish(number: int, rows: int, size: int) -> bool:
    """Writes down that the file is whole; returns False when it has been removed meanwhile."""
    left = Export.objects.filter(pk=number, removed_at=None)
    return bool(left.update(finished_at=clock.now(), percent=100, rows=rows, size=size))


def fail(number: int) -> None:
    """Writes down that the file could not be made."""
    Export.objects.filter(pk=number).update(failed_at=clock.now())
