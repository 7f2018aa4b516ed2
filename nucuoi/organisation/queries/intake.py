"""The number by which every process sees a change of counters, holders or duties at once."""

from nucuoi.organisation.models import IntakeVersion


def intake_version() -> int:
    """The present number; 0 before the first change."""
    return IntakeVersion.objects.values_list("number", flat=True).first() or 0
