"""Time as Viet Nam's offices count it: instants in UTC, days and half-days of Asia/Ho_Chi_Minh."""

from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

HO_CHI_MINH = ZoneInfo("Asia/Ho_Chi_Minh")
NOON = time(12)
_EPOCH = date(1970, 1, 1)
_QUARTER_MS = 15 * 60_000
"""Viet Nam's offset from UTC, its midnights and its noons are whole quarters of an hour."""


class Half(IntEnum):
    """A half-day; noon itself belongs to the afternoon."""

    MORNING = 0
    AFTERNOON = 1


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)


def now_ms() -> int:
    """The present instant in milliseconds since 1970-01-01 UTC."""
    return int(now().timestamp() * 1000)


def local(at: datetime) -> datetime:
    """The same instant on the wall clock of Ho Chi Minh City."""
    return at.astimezone(HO_CHI_MINH)


def today() -> date:
    """The present day in Viet Nam."""
    return local(now()).date()


def from_ms(ms: int) -> datetime:
    """The instant `ms` milliseconds after 1970-01-01 UTC."""
    return datetime.fromtimestamp(ms / 1000, UTC)


def day_number(on: date) -> int:
    """Days since 1970-01-01: how a day is stored in narrow columns."""
    return (on - _EPOCH).days


def day_of(number: int) -> date:
    """The date of a day number."""
    return _EPOCH + timedelta(days=number)


def half_day(at: datetime) -> tuple[int, Half]:
    """Day number and half-day (cut at 12:00 in Viet Nam) of an instant."""
    there = local(at)
    half = Half.MORNING if there.time() < NOON else Half.AFTERNOON
    return day_number(there.date()), half


def half_day_of_ms(ms: int) -> tuple[int, Half]:
    """`half_day` of the instant `ms` milliseconds after 1970-01-01 UTC."""
    return _half_day_of_quarter(ms // _QUARTER_MS)


def iso_week(on: date) -> int:
    """ISO week as one integer, year × 100 + week: 2026-11-23 gives 202648."""
    year, week, _ = on.isocalendar()
    return year * 100 + week


def month(on: date) -> int:
    """Month as one integer, year × 100 + month: 2026-11-23 gives 202611."""
    return on.year * 100 + on.month


@lru_cache(maxsize=1024)
def _half_day_of_quarter(quarter: int) -> tuple[int, Half]:
    return half_day(from_ms(quarter * _QUARTER_MS))
