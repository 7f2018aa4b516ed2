"""Usual office hours, where a service point has not set its own."""

from datetime import date, time

USUAL_HOURS = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 0)))
_SATURDAY = 5


def usual_hours(on: date) -> list[tuple[time, time]]:
    """Openings of a service point without hours of its own: none on Saturday and Sunday."""
    return [] if on.weekday() >= _SATURDAY else list(USUAL_HOURS)
