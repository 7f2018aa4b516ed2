"""Erasing how ratings reached us: kept for fraud work only, and not longer than that needs."""

from datetime import timedelta

from django.conf import settings

from nucuoi.foundation import clock
from nucuoi.ratings.models import IntakeRecord

AT_ONCE = 1000
"""Rows a call erases at most: the write lock is shared with those who rate."""


def forget_intake_records() -> int:
    """Erases intake records older than `settings.KEEP_INTAKE_DAYS`, the oldest first.

    Returns:
        How many it erased; as many as `AT_ONCE` means that there may be more.
    """
    before_ms = clock.now_ms() - timedelta(days=settings.KEEP_INTAKE_DAYS) // timedelta(
        milliseconds=1
    )
    # Rows are numbered as they arrive, so the oldest come first and few have to be looked at.
    oldest = IntakeRecord.objects.order_by("pk").values_list("pk", "arrived_ms")[:AT_ONCE]
    due = [number for number, arrived_ms in oldest if arrived_ms < before_ms]
    erased, _ = IntakeRecord.objects.filter(pk__in=due).delete()
    return erased
