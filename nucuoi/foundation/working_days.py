"""Working days of Viet Nam: weekends, public holidays and days that were swapped by announcement.

Holidays and most swapped days come from the `holidays` package (Bộ luật Lao động 2019, Điều 111–112);
what a year's announcement changes beyond that is handed in by the caller, as data.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

import holidays

NOTHING_SWAPPED: Mapping[date, bool] = {}
_ONE_DAY = timedelta(days=1)


def is_working_day(on: date, swapped: Mapping[date, bool] = NOTHING_SWAPPED) -> bool:
    """Whether offices work on the day.

    Args:
        on: The day.
        swapped: Day to whether it is worked on, for days that an announcement decides; it wins.
    """
    decided = swapped.get(on)
    return bool(_calendar().is_working_day(on)) if decided is None else decided


def working_day_after(on: date, count: int, swapped: Mapping[date, bool] = NOTHING_SWAPPED) -> date:
    """The `count`-th working day after `on`, which itself is not counted; count 0 gives `on`."""
    day = on
    for _ in range(count):
        day += _ONE_DAY
        while not is_working_day(day, swapped):
            day += _ONE_DAY
    return day


def working_days_until(on: date, end: date, swapped: Mapping[date, bool] = NOTHING_SWAPPED) -> int:
    """How many working days lie after `on` up to `end`, included; negative when `end` lies before."""
    if end < on:
        return -working_days_until(end, on, swapped)
    days = (on + _ONE_DAY * step for step in range(1, (end - on).days + 1))
    return sum(is_working_day(day, swapped) for day in days)


@cache
def _calendar() -> Any:
    return holidays.country_holidays("VN")
