"""A deadline in words: how many working days are left, or since when it is overdue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from nucuoi.foundation import clock
from nucuoi.foundation.working_days import working_days_until

SOON_DAYS = 1


class Nearness(Enum):
    """How near a deadline is."""

    CALM = "calm"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Left:
    """What a clock says."""

    nearness: Nearness
    words: str


def left(due: datetime, now: datetime, swapped: Mapping[date, bool]) -> Left:
    """What is left until a deadline, in working days."""
    due_day, today = clock.local(due).date(), clock.local(now).date()
    if now > due:
        return Left(Nearness.LATE, f"Quá hạn từ {due_day:%d/%m/%Y}")
    if due_day == today:
        return Left(Nearness.LATE, f"Hôm nay, {clock.local(due):%H:%M}")
    days = working_days_until(today, due_day, swapped)
    nearness = Nearness.SOON if days <= SOON_DAYS else Nearness.CALM
    return Left(nearness, f"Còn {days} ngày")
