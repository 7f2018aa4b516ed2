"""By when a matter is to be answered, and how near that is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from nucuoi.foundation import clock
from nucuoi.foundation.working_days import working_day_after

CLOSING_TIME = time(17)
"""A deadline ends with the working day."""


@dataclass(frozen=True, slots=True)
class Span:
    """How long something may take.

    Attributes:
        days: Working days, or calendar days when `working` is False.
        citation: Where that is laid down.
    """

    days: int
    working: bool
    citation: str


def due_at(since: date, span: Span, swapped: Mapping[date, bool]) -> datetime:
    """The last instant; the day itself is not counted, an end on a day off moves to the next working day."""
    if span.working:
        day = working_day_after(since, span.days, swapped)
    else:
        day = since + timedelta(days=span.days - 1)
        day = working_day_after(day, 1, swapped)
    return datetime.combine(day, CLOSING_TIME, clock.HO_CHI_MINH)


def is_late(due: datetime, now: datetime) -> bool:
    """Whether the deadline has passed."""
    return now > due
