"""The days on which counters are open in the demonstration."""

from collections.abc import Iterator
from datetime import date, timedelta

import holidays


def working_days(first: date, last: date) -> Iterator[date]:
    """Days from `first` to `last`, both included, without weekends, Tết and public holidays."""
    closed = holidays.country_holidays("VN", years=range(first.year, last.year + 1))
    day = first
    while day <= last:
        if closed.is_working_day(day):
            yield day
        day += timedelta(days=1)


def busyness(day: date) -> float:
    """How busy a day is against the average: Mondays are full, the weeks around Tết thin."""
    weekday = (1.22, 1.06, 1.0, 0.92, 0.8)[day.weekday()] if day.weekday() < 5 else 0.4
    season = 0.75 if day.month in (1, 2) else 1.1 if day.month in (6, 7, 8) else 1.0
    return weekday * season
