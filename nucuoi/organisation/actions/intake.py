"""Telling every process that counters, holders, duties, units or devices have changed."""

from django.db.models import F, Value
from django.db.models.functions import Greatest

from nucuoi.foundation import clock
from nucuoi.organisation.models import IntakeVersion

_ONLY_ROW = 1


def touch_intake() -> None:
    """Moves the intake version on; call it inside the transaction of the change.

    The number only grows and follows the clock in milliseconds, so that it never comes back with
    another meaning after a rolled-back transaction or a restored database.
    """
    IntakeVersion.objects.bulk_create(
        [IntakeVersion(pk=_ONLY_ROW, number=0)], ignore_conflicts=True
    )
    later = Greatest(F("number") + 1, Value(clock.now_ms()))
    IntakeVersion.objects.filter(pk=_ONLY_ROW).update(number=later)
